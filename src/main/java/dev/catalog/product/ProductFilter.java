package dev.catalog.product;

import dev.catalog.category.Category;
import dev.catalog.relay.BadUserInputException;
import dev.catalog.relay.GlobalId;
import dev.catalog.relay.IdList;
import dev.catalog.relay.SearchTerms;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The input {@code ProductFilter}, as the client gave it. */
record ProductFilter(
        @Nullable List<String> ids,
        @Nullable String categoryId,
        @Nullable String categorySlug,
        @Nullable Boolean includeSubcategories,
        @Nullable Boolean featured,
        @Nullable BigDecimal minPrice,
        @Nullable BigDecimal maxPrice,
        @Nullable String search,
        @Nullable Boolean includeInactive) {

    /** The conditions of a list that may hold any product. */
    static ProductCriteria criteria(@Nullable ProductFilter filter) {
        ProductCriteria criteria = criteriaBelowCategory(filter);
        if (criteria.includeSubcategories() && !criteria.namesCategory()) {
            throw BadUserInputException.of(
                    "filter.includeSubcategories", "needs filter.categoryId or filter.categorySlug");
        }
        return criteria;
    }

    /** The conditions of a list whose category is given by its place in the operation. */
    static ProductCriteria criteriaBelowCategory(@Nullable ProductFilter filter) {
        return filter == null ? ProductCriteria.ACTIVE : filter.criteria();
    }

    private ProductCriteria criteria() {
        return new ProductCriteria(
                IdList.databaseIds(ids, Product.TYPE_NAME, "filter.ids"),
                categoryId == null ? null : GlobalId.databaseId(categoryId, Category.TYPE_NAME, "filter.categoryId"),
                categorySlug,
                Boolean.TRUE.equals(includeSubcategories),
                featured,
                minPrice == null ? null : minPrice.stripTrailingZeros(),
                maxPrice == null ? null : maxPrice.stripTrailingZeros(),
                search == null ? null : SearchTerms.parse(search),
                Boolean.TRUE.equals(includeInactive));
    }
}
