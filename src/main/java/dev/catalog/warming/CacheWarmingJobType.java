package dev.catalog.warming;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a warming job fills. The docs say which keys. */
public enum CacheWarmingJobType {
    /** The first pages of every active category's products, and the products in them. */
    PRODUCTS(1),
    /** Every active category, its subcategories and its count of products. */
    CATEGORIES(2),
    /** The menu, and the counts it shows. */
    NAVIGATION(3),
    /** Featured and popular products. */
    HOMEPAGE(4);

    private final int priority;

    CacheWarmingJobType(int priority) {
        this.priority = priority;
    }

    /** What is small goes first: the higher, the sooner. */
    int priority() {
        return priority;
    }

    /** The type as the column {@code job_type} has it. */
    String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What the column has for each of them. */
    static List<String> columns() {
        return Stream.of(values()).map(CacheWarmingJobType::column).toList();
    }

    /** The type that the column's value names; empty where it is none of these. */
    static Optional<CacheWarmingJobType> ofColumn(String value) {
        return Stream.of(values()).filter(type -> type.column().equals(value)).findFirst();
    }
}
