package dev.catalog.feed;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values of one row that decide where it shows: of a product {@code category_id}, {@code name}, {@code price},
 * {@code active} and {@code featured}, of a category {@code slug}, {@code parent_id}, {@code position}, {@code name} and
 * {@code active}.
 */
public record RowValues(Map<String, Object> values) {

    public static final RowValues NONE = new RowValues(Map.of());

    /** Values by column; a column that is NULL is left out. */
    public RowValues {
        values = Map.copyOf(values);
    }

    /** A whole number, null where the column is NULL. */
    public @Nullable Long number(String column) {
        return values.get(column) instanceof Number number ? (Long) number.longValue() : null;
    }

    /** A decimal, null where the column is NULL or NaN. */
    public @Nullable BigDecimal decimal(String column) {
        return values.get(column) instanceof Number number ? new BigDecimal(number.toString()) : null;
    }

    /** A text, null where the column is NULL. */
    public @Nullable String text(String column) {
        return (String) values.get(column);
    }

    /** Whether the column is true; NULL is false. */
    public boolean flag(String column) {
        return Boolean.TRUE.equals(values.get(column));
    }
}
