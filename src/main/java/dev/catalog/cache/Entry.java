package dev.catalog.cache;

import java.util.Set;

/** An entry in this node's hands: what is stored, and the tags that it bears. */
final class Entry<V> {

    private final StoredEntry<V> stored;
    private final Set<CacheTag> tags;
    private volatile long validAt = -1;

    Entry(StoredEntry<V> stored, Set<CacheTag> tags) {
        this.stored = stored;
        this.tags = tags;
    }

    StoredEntry<V> stored() {
        return stored;
    }

    Set<CacheTag> tags() {
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
