package dev.catalog.cache;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Gathers which tags are touched, each with the transactions that touch it. Not safe for use by several threads. */
public final class TouchedTags {

    private final Map<CacheTag, Set<Long>> transactions = new HashMap<>();

    public void touch(TagKind kind, Object value, long transaction) {
        touch(new CacheTag(kind, value), transaction);
    }

    /**
     * Touches what happens to lists by the change of one row.
     *
     * @param before the lists that the row was in
     * @param after the lists that the row is in
     * @param columns the columns in which it changed
     */
    public void touchLists(Set<Listing> before, Set<Listing> after, Collection<String> columns, long transaction) {
        for (Listing listing : before) {
            if (!after.contains(listing)) {
                touch(listing.tag(ListTag.LEFT), transaction);
            } else {
                columns.forEach(column -> touch(listing.tag(column), transaction));
            }
        }
        for (Listing listing : after) {
            if (!before.contains(listing)) {
                touch(listing.tag(ListTag.ENTERED), transaction);
            }
        }
    }

    /** The tags, each with the transactions that touch it. */
    public Map<CacheTag, Set<Long>> byTag() {
        return Collections.unmodifiableMap(transactions);
    }

    private void touch(CacheTag tag, long transaction) {
        transactions.computeIfAbsent(tag, _ -> new HashSet<>(1)).add(transaction);
    }
}
