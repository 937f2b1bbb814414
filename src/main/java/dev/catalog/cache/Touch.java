package dev.catalog.cache;

import dev.catalog.feed.Position;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When a tag was touched: by these transactions, and by all others before a position.
 *
 * @param transactions the latest ones, a few at most
 * @param before what a value must have been loaded at, for it to have seen the others; null where there are none
 * @param at when the newest one was applied, in milliseconds since 1970
 */
record Touch(List<Long> transactions, @Nullable Position before, long at) {

    private static final int MOST_TRANSACTIONS = 8;

    /**
     * Adds transactions to what was known.
     *
     * @param reached the position at which the touches known so far were all applied
     * @param now the position at which the new ones are
     */
    static Touch add(
            @Nullable Touch known, Collection<Long> transactions, @Nullable Position reached, Position now, long at) {
        List<Long> added = transactions.stream().distinct().toList();
        if (added.size() > MOST_TRANSACTIONS) {
            return new Touch(List.of(), now, at);
        }
        if (known == null) {
            return new Touch(added, null, at);
        }
        if (known.transactions.size() + added.size() > MOST_TRANSACTIONS) {
            return new Touch(added, reached, at);
        }
        List<Long> all = Stream.concat(known.transactions.stream(), added.stream())
                .distinct()
                .toList();
        return new Touch(all, known.before, at);
    }

    /** Whether a value loaded at the position has seen every one of them. */
    boolean isSeenAt(Position position) {
        if (before != null && !position.contains(before)) {
            return false;
        }
        return transactions.stream().allMatch(position::includes);
    }
}
