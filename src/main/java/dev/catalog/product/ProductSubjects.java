package dev.catalog.product;

import dev.catalog.relay.ConnectionArguments;
import dev.catalog.relay.SqlQueries;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What warming jobs are to fill, each key named by a text. Each method runs one statement. */
@Repository
@Transactional(readOnly = true)
class ProductSubjects {

    private static final String CATEGORIES_OF_HOMEPAGE = "select cast(shown.category_id as text) from ("
            + "(select p.category_id from products p where p.featured and p.active"
            + ProductRepository.newest(ConnectionArguments.LARGEST_PAGE_SIZE) + ")"
            + " union (select p.category_id from products p where p.active"
            + ProductRepository.newest(ConnectionArguments.LARGEST_PAGE_SIZE) + ")"
            + ") shown order by shown.category_id";

    private static final String CATEGORIES_OF_NAVIGATION = "select cast(c.id as text) from categories c where c.active"
            + " and (c.parent_id is null or exists (select from categories root"
            + " where root.id = c.parent_id and root.parent_id is null and root.active)) order by c.id";

    private static final String COUNTS_OF_CATEGORIES = "select cast(c.id as text) || kind.suffix from categories c"
            + " cross join (values (0, ''), (1, '" + CategoryCountKey.SUBTREE + "')) as kind(place, suffix)"
            + " where c.active order by kind.place, c.id";

    private static final String PRODUCTS_OF_FIRST_PAGES = "select cast(page.id as text) from categories c"
            + " cross join lateral (select p.id from products p where p.active and p.category_id = c.id"
            + " order by p.name, p.id limit :limit) page where c.active order by c.id, page.id";

    private final SqlQueries queries;

    ProductSubjects(SqlQueries queries) {
        this.queries = queries;
    }

    /** The ids of the categories, active or not, of the products that the homepage's lists hold. */
    List<String> categoryIdsOfHomepage() {
        return queries.texts(CATEGORIES_OF_HOMEPAGE, Map.of());
    }

    /** The ids of the active categories of the menu. */
    List<String> categoryIdsOfNavigation() {
        return queries.texts(CATEGORIES_OF_NAVIGATION, Map.of());
    }

    /** The counts of every active category: first those of its own products, then those of all below too. */
    List<String> countsOfCategories() {
        return queries.texts(COUNTS_OF_CATEGORIES, Map.of());
    }

    /** The ids of the products on the first page of every active category, category by category. */
    List<String> idsOfFirstPages() {
        return queries.texts(PRODUCTS_OF_FIRST_PAGES, Map.of("limit", ConnectionArguments.DEFAULT_PAGE_SIZE));
    }
}
