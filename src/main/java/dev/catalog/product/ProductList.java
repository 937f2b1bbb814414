package dev.catalog.product;

import dev.catalog.cache.CacheKey;
import dev.catalog.cache.ListTag;
import dev.catalog.cache.TagKind;
import dev.catalog.relay.SqlText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which products a list holds, whatever its order and page.
 *
 * @param categoryId the category whose list it is ({@code Category.products}); null elsewhere
 * @param activeCategorySlug the slug of {@code productsByCategory}, whose category must be active; null elsewhere
 */
record ProductList(@Nullable Long categoryId, @Nullable String activeCategorySlug, ProductCriteria criteria) {

    /** What changes in the list of a category that must be active, beside its products' columns. */
    static final String CATEGORY_FLAG = "CATEGORY_FLAG";

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

    /**
     * What decides which products it holds, as far as tags of a kind say it.
     *
     * @param order the columns by which it is ordered, where that matters
     */
    List<ListTag> contents(TagKind kind, Set<String> order) {
        Set<String> columns = new HashSet<>(order);
        columns.addAll(criteria.columns());
        if (activeCategorySlug != null) {
            columns.add(CATEGORY_FLAG);
        }
        return scopes().stream()
                .filter(scope -> scope.kind().equals(kind))
                .flatMap(scope -> ListTag.contents(scope, !criteria.includeInactive(), columns).stream())
                .toList();
    }

    /** The sets of which it is the intersection, but for products named by id. Of all sets that hold it, narrow ones. */
    private List<ProductScope> scopes() {
        boolean subtree = criteria.includeSubcategories();
        List<ProductScope> scopes = new ArrayList<>();
        if (categoryId != null) {
            scopes.add(ProductScope.of(categoryId, subtree));
        }
        if (activeCategorySlug != null) {
            scopes.add(ProductScope.of(activeCategorySlug, false));
        }
        if (criteria.categoryId() != null) {
            scopes.add(ProductScope.of(criteria.categoryId(), subtree));
        }
        if (criteria.categorySlug() != null) {
            scopes.add(ProductScope.of(criteria.categorySlug(), subtree));
        }
        if (scopes.isEmpty() && criteria.ids() == null) {
            scopes.add(Boolean.TRUE.equals(criteria.featured()) ? ProductScope.FEATURED : ProductScope.ALL);
        }
        return scopes;
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
        if (categoryId != null) {
            return new ProductList(0L, null, criteria);
        }
        return isOfPossibleSlug() ? new ProductList(null, "", criteria) : this;
    }

    /** Whether it is that of a slug that a category can have. */
    boolean isOfPossibleSlug() {
        return activeCategorySlug != null && SqlText.isStorable(activeCategorySlug);
    }
}
