package dev.catalog.product;

import dev.catalog.cache.CacheKey;
import dev.catalog.relay.SearchTerms;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Conditions on products: a filter that was checked, in canonical form.
 *
 * @param ids in ascending order, each once; null where ids don't matter
 * @param minPrice without trailing zeros, so that equal bounds are equal
 * @param maxPrice without trailing zeros
 */
record ProductCriteria(
        @Nullable List<Long> ids,
        @Nullable Long categoryId,
        @Nullable String categorySlug,
        boolean includeSubcategories,
        @Nullable Boolean featured,
        @Nullable BigDecimal minPrice,
        @Nullable BigDecimal maxPrice,
        @Nullable SearchTerms search,
        boolean includeInactive) {

    static final ProductCriteria ACTIVE = new ProductCriteria(null, null, null, false, null, null, null, null, false);

    boolean namesCategory() {
        return categoryId != null || categorySlug != null;
    }

    /** The columns of a product that decide whether it fulfils them, but for its category and whether it is active. */
    Set<String> columns() {
        Set<String> columns = new HashSet<>();
        if (featured != null) {
            columns.add("featured");
        }
        if (minPrice != null || maxPrice != null) {
            columns.add("price");
        }
        if (search != null) {
            columns.addAll(List.of("name", "description"));
        }
        return columns;
    }

    CacheKey appendTo(CacheKey key) {
        return key.argument("ids", ids)
                .argument("categoryId", categoryId)
                .argument("categorySlug", categorySlug)
                .argument("includeSubcategories", includeSubcategories ? true : null)
                .argument("featured", featured)
                .argument("minPrice", minPrice == null ? null : minPrice.toPlainString())
                .argument("maxPrice", maxPrice == null ? null : maxPrice.toPlainString())
                .argument("search", search == null ? null : search.words())
                .argument("includeInactive", includeInactive ? true : null);
    }
}
