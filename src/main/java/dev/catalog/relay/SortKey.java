package dev.catalog.relay;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.function.Function;

/**
 * One key of an order: what SQL sorts by, and how its value is taken from a row and read back from a cursor.
 *
 * @param sql an expression that is never null
 * @param text the row's value as text; the score is there for rows ordered by relevance, else 0
 * @param parse the text as the type of the expression; throws {@link RuntimeException} where it isn't one
 */
public record SortKey<T>(String sql, Function<Row<T>, String> text, Function<String, Object> parse) {

    public static <T> SortKey<T> text(String sql, Function<T, String> value) {
        return new SortKey<>(sql, row -> value.apply(row.node()), text -> text);
    }

    public static <T> SortKey<T> number(String sql, Function<T, Long> value) {
        return new SortKey<>(sql, row -> value.apply(row.node()).toString(), Long::valueOf);
    }

    public static <T> SortKey<T> decimal(String sql, Function<T, BigDecimal> value) {
        return new SortKey<>(sql, row -> value.apply(row.node()).toPlainString(), BigDecimal::new);
    }

    /** A column without a time zone that holds UTC. */
    public static <T> SortKey<T> time(String sql, Function<T, Instant> value) {
        return new SortKey<>(sql, row -> value.apply(row.node()).toString(), Instant::parse);
    }

    /** The score of a search; rows carry it beside the node. */
    public static <T> SortKey<T> score(String sql) {
        return new SortKey<>(sql, row -> Double.toString(row.score()), Double::valueOf);
    }

    /** A node with the score that a search gave it. */
    public record Row<T>(T node, double score) {}
}
