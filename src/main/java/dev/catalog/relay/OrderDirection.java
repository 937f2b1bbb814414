package dev.catalog.relay;

import org.jspecify.annotations.Nullable;

/** The direction of an order. */
public enum OrderDirection {
    ASC,
    DESC;

    /** Whether a list runs downwards, where the direction may be left out. */
    public static boolean isDescending(@Nullable OrderDirection given, boolean byDefault) {
        return given == null ? byDefault : given == DESC;
    }
}
