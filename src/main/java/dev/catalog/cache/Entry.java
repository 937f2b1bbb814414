package dev.catalog.cache;

/** An entry in this node's hands: what is stored, and what changes make it invalid. */
final class Entry<V> {

    private final StoredEntry<V> stored;
    private final long[] tags;
    private volatile long validAt = -1;

    /** @param tags the fingerprints of its tags and of their kinds */
    Entry(StoredEntry<V> stored, long[] tags) {
        this.stored = stored;
        this.tags = tags;
    }

    StoredEntry<V> stored() {
        return stored;
    }

    /** The fingerprints of its tags and of their kinds. */
    long[] tags() {
        return tags;
    }

    /** Whether no change has touched it. Costs next to nothing while nothing changes. */
    boolean isUntouched(Touches touches) {
        long count = touches.count();
        if (validAt == count) {
            return true;
        }
        if (!touches.leaveValid(stored.position(), tags)) {
            return false;
        }
        validAt = count;
        return true;
    }
}
