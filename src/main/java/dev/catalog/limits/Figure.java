package dev.catalog.limits;

/** Arithmetic on figures that are never negative and stay at {@link #GREATEST} once they reach it. */
final class Figure {

    /** The greatest whole number that every reader of JSON takes exactly. */
    static final long GREATEST = (1L << 53) - 1;

    private Figure() {}

    static long sum(long a, long b) {
        return Math.min(a + b, GREATEST);
    }

    static long product(long a, long b) {
        return b != 0 && a > GREATEST / b ? GREATEST : a * b;
    }
}
