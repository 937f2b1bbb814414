package dev.catalog.relay;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What a product or a category is ordered by. Its values come from small pools, so that many rows are tied. */
record KeysetRow(
        long id, String name, BigDecimal price, @Nullable Integer position, Instant createdAt) {

    /** Names whose order depends on the collation, and some that only a byte tells apart. */
    static final List<String> NAMES = List.of(
            "apple",
            "Apple",
            "Äpfel",
            "apple ",
            " apple",
            "ap ple",
            "ap-ple",
            "éclair",
            "e\u0301clair",
            "Zebra",
            "straße",
            "strasse",
            "İstanbul",
            "ısı",
            "Ωmega",
            "日本",
            "\uD835\uDC9C",
            "\uFFFD",
            "%",
            "");

    private static final List<BigDecimal> PRICES =
            List.of(new BigDecimal("0.01"), new BigDecimal("10.50"), new BigDecimal("99999999.99"));

    // The hour that clocks skip in New York, one microsecond on either side of 1970, and one that milliseconds would
    // tie.
    private static final List<Instant> TIMES = List.of(
            Instant.parse("2026-03-08T02:30:00.000250Z"),
            Instant.parse("2026-03-08T02:30:00.000251Z"),
            Instant.parse("1969-12-31T23:59:59.999999Z"),
            Instant.parse("1970-01-01T00:00:00.000001Z"));

    static KeysetRow random(RandomGenerator random) {
        return new KeysetRow(
                random.nextLong(1, 1L << 40),
                anyOf(NAMES, random),
                anyOf(PRICES, random),
                anyPosition(random),
                anyOf(TIMES, random));
    }

    /** Another row that only the id tells from this one. */
    KeysetRow tied(RandomGenerator random) {
        return new KeysetRow(random.nextLong(1, 1L << 40), name, price, position, createdAt);
    }

    private static @Nullable Integer anyPosition(RandomGenerator random) {
        return switch (random.nextInt(5)) {
            case 0 -> null;
            case 1 -> Integer.MIN_VALUE;
            case 2 -> Integer.MAX_VALUE;
            default -> 0;
        };
    }

    private static <T> T anyOf(List<T> pool, RandomGenerator random) {
        return pool.get(random.nextInt(pool.size()));
    }
}
