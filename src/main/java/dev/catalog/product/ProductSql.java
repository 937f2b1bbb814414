package dev.catalog.product;

import dev.catalog.relay.SearchDocument;
import dev.catalog.relay.SearchSql;
import dev.catalog.relay.SqlConditions;
import dev.catalog.relay.SqlText;
import org.springframework.stereotype.Component;

/** The conditions of a list of products as SQL over the alias {@code p}; a category's own list compares with {@code parent.id}, that of a slug with {@code parent.slug}. */
@Component
class ProductSql {

    /** How well a row fits the search, of the table that {@link #scored} joins. */
    static final String SCORE = "search.score";

    private static final SearchDocument DOCUMENT = new SearchDocument("products", "name", "description");

    /** The ids of a category and of all below it; a row met again is dropped, so a cycle of parents ends. */
    private static final String SUBTREE = "(with recursive subtree(id) as ("
            + " select c.id from categories c where %s"
            + " union select c.id from categories c join subtree on c.parent_id = subtree.id)"
            + " select id from subtree)";

    private final SearchSql search;

    ProductSql(SearchSql search) {
        this.search = search;
    }

    /** Each product with its {@link #SCORE}; needs the parameters of {@link #conditions}. */
    String scored() {
        return "products p cross join lateral (select " + search.rank(DOCUMENT, "p") + " as score) search";
    }

    SqlConditions conditions(ProductList list) {
        ProductCriteria criteria = list.criteria();
        SqlConditions sql = new SqlConditions();
        if (!criteria.includeInactive()) {
            sql.and("p.active");
        }
        restrictToCategory(sql, list);
        filterByCategory(sql, criteria);
        if (criteria.ids() != null) {
            sql.and("p.id = any(:ids)", "ids", criteria.ids().toArray(Long[]::new));
        }
        if (criteria.featured() != null) {
            sql.and("coalesce(p.featured, false) = :featured", "featured", criteria.featured());
        }
        if (criteria.minPrice() != null) {
            sql.and("p.price >= :minPrice", "minPrice", criteria.minPrice());
        }
        if (criteria.maxPrice() != null) {
            sql.and("p.price <= :maxPrice", "maxPrice", criteria.maxPrice());
        }
        if (criteria.search() != null) {
            sql.and(search.matches(DOCUMENT, "p", sql.toString())).with(search.parameters(criteria.search()));
        }
        return sql;
    }

    private static void restrictToCategory(SqlConditions sql, ProductList list) {
        if (list.categoryId() != null) {
            sql.and(
                    list.criteria().includeSubcategories()
                            ? "p.category_id in " + SUBTREE.formatted("c.id = parent.id")
                            : "p.category_id = parent.id");
        }
        if (list.isOfPossibleSlug()) {
            sql.and("p.category_id = (select c.id from categories c where c.slug = parent.slug and c.active)");
        } else if (list.activeCategorySlug() != null) {
            sql.and("false");
        }
    }

    private static void filterByCategory(SqlConditions sql, ProductCriteria criteria) {
        boolean subtree = criteria.includeSubcategories();
        if (criteria.categoryId() != null) {
            sql.and(
                    subtree
                            ? "p.category_id in " + SUBTREE.formatted("c.id = :categoryId")
                            : "p.category_id = :categoryId",
                    "categoryId",
                    criteria.categoryId());
        }
        String slug = criteria.categorySlug();
        if (slug != null) {
            String condition = "c.slug = :categorySlug";
            andSlug(
                    sql,
                    subtree
                            ? "p.category_id in " + SUBTREE.formatted(condition)
                            : "p.category_id = (select c.id from categories c where " + condition + ")",
                    slug);
        }
    }

    private static void andSlug(SqlConditions sql, String condition, String slug) {
        if (SqlText.isStorable(slug)) {
            sql.and(condition, "categorySlug", slug);
        } else {
            sql.and("false");
        }
    }
}
