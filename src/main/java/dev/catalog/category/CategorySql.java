package dev.catalog.category;

import dev.catalog.relay.SearchDocument;
import dev.catalog.relay.SearchSql;
import dev.catalog.relay.SqlConditions;
import org.springframework.stereotype.Component;

/** The conditions of a list of categories as SQL over the alias {@code c}. */
@Component
class CategorySql {

    static final SearchDocument DOCUMENT = new SearchDocument("categories", "name", null);

    private final SearchSql search;

    CategorySql(SearchSql search) {
        this.search = search;
    }

    SqlConditions conditions(CategoryCriteria criteria) {
        SqlConditions sql = new SqlConditions();
        if (!criteria.includeInactive()) {
            sql.and("c.active");
        }
        if (criteria.ids() != null) {
            sql.and("c.id = any(:ids)", "ids", criteria.ids().toArray(Long[]::new));
        }
        if (criteria.parentId() != null) {
            sql.and("c.parent_id = :parentId", "parentId", criteria.parentId());
        }
        if (criteria.roots() != null) {
            sql.and(criteria.roots() ? "c.parent_id is null" : "c.parent_id is not null");
        }
        if (criteria.search() != null) {
            sql.and(search.matches(DOCUMENT, "c", sql.toString())).with(search.parameters(criteria.search()));
        }
        return sql;
    }
}
