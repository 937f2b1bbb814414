package dev.catalog.limits;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks for numbers in variables that no arithmetic is to be done with, whatever their type: to make a whole number of
 * {@code 1e50000000} takes minutes, and who coerces variables tries to.
 */
public final class Exponents {

    /** Of what a double holds, and more. */
    private static final int MOST = 1_000;

    private Exponents() {}

    /** The first of them; null where all can be computed with. */
    public static @Nullable Excess excess(Map<String, Object> variables) {
        for (Map.Entry<String, Object> variable : variables.entrySet()) {
            Excess excess = excess(variable.getKey(), variable.getValue());
            if (excess != null) {
                return excess;
            }
        }
        return null;
    }

    private static @Nullable Excess excess(String path, @Nullable Object value) {
        return switch (value) {
            case BigDecimal number -> excess(path, number);
            case Collection<?> list -> excess(path, list);
            case Map<?, ?> object -> excess(path, object);
            case null, default -> null;
        };
    }

    private static @Nullable Excess excess(String path, BigDecimal number) {
        long exponent = Math.abs((long) number.scale());
        return exponent > MOST ? new Excess(Limit.EXPONENT, exponent, MOST, FieldPath.cut(path)) : null;
    }

    private static @Nullable Excess excess(String path, Collection<?> list) {
        for (Object item : list) {
            Excess excess = excess(path, item);
            if (excess != null) {
                return excess;
            }
        }
        return null;
    }

    private static @Nullable Excess excess(String path, Map<?, ?> object) {
        for (Map.Entry<?, ?> field : object.entrySet()) {
            Object value = field.getValue();
            // Most are texts, of which no path is to be told.
            Excess excess = value instanceof String ? null : excess(path + "." + field.getKey(), value);
            if (excess != null) {
                return excess;
            }
        }
        return null;
    }
}
