package dev.catalog.limits;

import java.util.Locale;

/**
 * That an operation is beyond a bound.
 *
 * @param actual the figure, or the greatest one that is told apart from greater ones
 * @param bound what the figure may be at most
 * @param path where it comes from most; empty where it is the whole's
 */
public record Excess(Limit limit, long actual, long bound, String path) {

    static Excess of(Limit limit, long actual, long bound) {
        return new Excess(limit, actual, bound, "");
    }

    /** What is wrong, for people. */
    public String message() {
        return String.format(Locale.ROOT, limit.message(), actual, bound, path);
    }
}
