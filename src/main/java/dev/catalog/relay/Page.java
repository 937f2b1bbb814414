package dev.catalog.relay;

import java.util.List;

/**
 * The rows of one page, in order, as they are cached.
 *
 * @param scores what the search gave each row where the list is by relevance, else empty
 */
public record Page<T>(List<T> nodes, List<Double> scores, boolean hasPreviousPage, boolean hasNextPage) {

    public Page {
        nodes = List.copyOf(nodes);
        scores = List.copyOf(scores);
    }

    /** The page of a list that has no row. */
    public static <T> Page<T> empty() {
        return new Page<>(List.of(), List.of(), false, false);
    }

    SortKey.Row<T> row(int index) {
        return new SortKey.Row<>(nodes.get(index), scores.isEmpty() ? 0 : scores.get(index));
    }
}
