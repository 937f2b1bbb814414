package dev.catalog.relay;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A total order of a list: its keys, the last of which is unique, all in one direction.
 *
 * @param name what the order is called in cursors and cache keys, direction included
 * @param columns the columns of a row that decide its place, but for its id
 */
public record Ordering<T>(String name, List<SortKey<T>> keys, boolean descending, Set<String> columns) {

    public Ordering {
        keys = List.copyOf(keys);
        columns = Set.copyOf(columns);
    }

    /** The keys' expressions as a row value: {@code (p.name, p.id)}. */
    String rowValue() {
        return keys.stream().map(SortKey::sql).collect(Collectors.joining(", ", "(", ")"));
    }

    /** The keys as an ORDER BY list, in this order or against it. */
    String orderBy(boolean reversed) {
        String direction = descending == reversed ? " asc" : " desc";
        return keys.stream().map(key -> key.sql() + direction).collect(Collectors.joining(", "));
    }

    /** The values that a row has under the keys, as text. */
    List<String> position(SortKey.Row<T> row) {
        return keys.stream().map(key -> key.text().apply(row)).toList();
    }

    /** The typed values of a position. Throws {@link RuntimeException} where the texts don't fit the keys. */
    List<Object> parse(List<String> texts) {
        if (texts.size() != keys.size()) {
            throw new IllegalArgumentException("A position has one value a key");
        }
        return IntStream.range(0, texts.size())
                .mapToObj(i -> keys.get(i).parse().apply(texts.get(i)))
                .toList();
    }

    /** The comparison that holds for rows behind a position (or before it). */
    String comparison(boolean behind) {
        return descending == behind ? "<" : ">";
    }
}
