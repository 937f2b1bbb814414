package dev.catalog.warming;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a warming job fills. The docs say which keys. */
public enum CacheWarmingJobType {
    /** The first pages of every active category's products, and the products in them. */
    PRODUCTS,
    /** Every active category, its subcategories and its count of products. */
    CATEGORIES,
    /** The menu, and the counts it shows. */
    NAVIGATION,
    /** Featured and popular products. */
    HOMEPAGE;

    /** The type as the column {@code job_type} has it. */
    String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The type that the column's value names; empty where it is none of these. */
    static Optional<CacheWarmingJobType> ofColumn(String value) {
        return Stream.of(values()).filter(type -> type.column().equals(value)).findFirst();
    }
}
