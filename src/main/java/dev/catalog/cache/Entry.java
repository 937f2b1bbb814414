package dev.catalog.cache;

import dev.catalog.feed.Position;
import org.jspecify.annotations.Nullable;

/**
 * An entry in this node's hands: what is stored, and what changes make it invalid.
 * <p>The near cache holds many, and the collector walks through all of them: it is one object with its value and its tags.
 */
final class Entry<V> {

    private static final int OWN_SIZE = HeapSize.object(3 * HeapSize.REFERENCE + 5 * Long.BYTES);

    private final long generation;
    private final @Nullable Position position;
    private final long loadedAt;
    private final long expiresAt;
    private final @Nullable V value;
    private final long[] tags;
    private final long heldSince;
    private volatile long validAt = -1;

    /**
     * @param tags the fingerprints of its tags and of their kinds
     * @param heldSince since when this node has it, in milliseconds since 1970
     */
    Entry(StoredEntry<V> stored, long[] tags, long heldSince) {
        generation = stored.generation();
        position = stored.position();
        loadedAt = stored.loadedAt();
        expiresAt = stored.expiresAt();
        value = stored.value();
        this.tags = tags;
        this.heldSince = heldSince;
    }

    /** As it is stored. */
    StoredEntry<V> stored() {
        return new StoredEntry<>(generation, position, loadedAt, expiresAt, value);
    }

    long generation() {
        return generation;
    }

    @Nullable
    Position position() {
        return position;
    }

    long loadedAt() {
        return loadedAt;
    }

    long expiresAt() {
        return expiresAt;
    }

    @Nullable
    V value() {
        return value;
    }

    /** The fingerprints of its tags and of their kinds. */
    long[] tags() {
        return tags;
    }

    long heldSince() {
        return heldSince;
    }

    /** How much of the heap it takes, in bytes, but for its position, which many share. */
    int weight() {
        return OWN_SIZE + HeapSize.array(tags.length * Long.BYTES) + ValueSize.of(value);
    }

    /** Whether no change has touched it. Costs next to nothing while nothing changes. */
    boolean isUntouched(Touches touches) {
        long count = touches.count();
        if (validAt == count) {
            return true;
        }
        if (!touches.leaveValid(position, tags)) {
            return false;
        }
        validAt = count;
        return true;
    }
}
