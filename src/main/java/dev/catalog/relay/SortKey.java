package dev.catalog.relay;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * One key of an order: what SQL sorts by, and how its value is taken from a row and read back from a cursor.
 *
 * @param sql an expression that is never null
 * @param text the row's value as text; the score is there for rows ordered by relevance, else 0
 * @param parse the text as the type of the expression; throws {@link RuntimeException} where it isn't one
 */
public record SortKey<T>(String sql, Function<Row<T>, String> text, Function<String, Object> parse) {

    private static final Pattern PLAIN_DECIMAL = Pattern.compile("-?[0-9]{1,40}(\\.[0-9]{1,40})?");

    // What PostgreSQL's timestamp holds.
    private static final Instant EARLIEST = Instant.parse("-4712-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("+294276-12-31T23:59:59.999999Z");

    public static <T> SortKey<T> text(String sql, Function<T, String> value) {
        return new SortKey<>(sql, row -> value.apply(row.node()), SortKey::storable);
    }

    public static <T> SortKey<T> number(String sql, Function<T, Long> value) {
        return new SortKey<>(sql, row -> value.apply(row.node()).toString(), Long::valueOf);
    }

    public static <T> SortKey<T> decimal(String sql, Function<T, BigDecimal> value) {
        return new SortKey<>(sql, row -> value.apply(row.node()).toPlainString(), SortKey::plainDecimal);
    }

    /** A column without a time zone that holds UTC. */
    public static <T> SortKey<T> time(String sql, Function<T, Instant> value) {
        return new SortKey<>(sql, row -> value.apply(row.node()).toString(), SortKey::storableTime);
    }

    /** The score of a search; rows carry it beside the node. */
    public static <T> SortKey<T> score(String sql) {
        return new SortKey<>(sql, row -> Double.toString(row.score()), Double::valueOf);
    }

    private static String storable(String text) {
        if (!SqlText.isStorable(text)) {
            throw new IllegalArgumentException("No column holds such a text");
        }
        return text;
    }

    private static BigDecimal plainDecimal(String text) {
        // An exponent would make few characters a number of any length.
        if (!PLAIN_DECIMAL.matcher(text).matches()) {
            throw new IllegalArgumentException("No column holds such a number");
        }
        return new BigDecimal(text);
    }

    private static Instant storableTime(String text) {
        Instant time = Instant.parse(text);
        if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
            throw new IllegalArgumentException("No column holds such a time");
        }
        return time;
    }

    /** A node with the score that a search gave it. */
    public record Row<T>(T node, double score) {}
}
