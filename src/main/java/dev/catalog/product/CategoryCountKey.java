package dev.catalog.product;

import dev.catalog.cache.CacheKey;

/** The count of one category's active products, alone or with all categories below it. */
record CategoryCountKey(long categoryId, boolean includeSubcategories) {

    /** Behind the category's id in a text that names a count with all categories below. */
    static final String SUBTREE = "+";

    /** The count that a text names. */
    static CategoryCountKey parse(String text) {
        boolean subtree = text.endsWith(SUBTREE);
        String id = subtree ? text.substring(0, text.length() - SUBTREE.length()) : text;
        return new CategoryCountKey(Long.parseLong(id), subtree);
    }

    CacheKey key() {
        return CacheKey.path("categories")
                .value(categoryId)
                .segment("product_count")
                .argument("includeSubcategories", includeSubcategories ? true : null);
    }
}
