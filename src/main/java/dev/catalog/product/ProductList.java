package dev.catalog.product;

import dev.catalog.cache.CacheKey;
import org.jspecify.annotations.Nullable;

/**
 * Which products a list holds, whatever its order and page.
 *
 * @param categoryId the category whose list it is ({@code Category.products}); null elsewhere
 * @param activeCategorySlug the slug of {@code productsByCategory}, whose category must be active; null elsewhere
 */
record ProductList(@Nullable Long categoryId, @Nullable String activeCategorySlug, ProductCriteria criteria) {

    static ProductList of(ProductCriteria criteria) {
        return new ProductList(null, null, criteria);
    }

    static ProductList ofCategory(long categoryId, ProductCriteria criteria) {
        return new ProductList(categoryId, null, criteria);
    }

    static ProductList ofActiveCategory(String slug) {
        return new ProductList(null, slug, ProductCriteria.ACTIVE);
    }

    /** The key of the list itself. */
    CacheKey key() {
        return criteria.appendTo(path());
    }

    /** What the list is, as one text; its cursors are bound to it. */
    String text() {
        return key().toString();
    }

    CacheKey countKey() {
        return criteria.appendTo(path().segment("count"));
    }

    private CacheKey path() {
        if (categoryId != null) {
            return CacheKey.path("categories").value(categoryId).segment("products");
        }
        return activeCategorySlug == null
                ? CacheKey.path("products")
                : CacheKey.path("products/category").value(activeCategorySlug);
    }

    /** The list without the category it belongs to: lists alike in this are read in one statement. */
    ProductList shape() {
        return categoryId == null ? this : new ProductList(0L, null, criteria);
    }
}
