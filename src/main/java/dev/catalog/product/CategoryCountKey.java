package dev.catalog.product;

import dev.catalog.cache.CacheKey;

/** The count of one category's active products, alone or with all categories below it. */
record CategoryCountKey(long categoryId, boolean includeSubcategories) {

    CacheKey key() {
        return CacheKey.path("categories")
                .value(categoryId)
                .segment("product_count")
                .argument("includeSubcategories", includeSubcategories ? true : null);
    }
}
