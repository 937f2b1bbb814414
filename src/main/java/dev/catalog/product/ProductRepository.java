package dev.catalog.product;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import dev.catalog.relay.KeysetQuery;
import dev.catalog.relay.KeysetQuery.Found;
import dev.catalog.relay.Page;
import dev.catalog.relay.SqlArrays;
import dev.catalog.relay.SqlConditions;
import dev.catalog.relay.SqlQueries;
import dev.catalog.relay.SqlQueries.IdCount;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Repository;

/** Reads products, each method in one statement. */
@Repository
class ProductRepository {

    private static final String SELECT =
            "select " + ProductEntity.COLUMNS + ProductEntity.ALONE + " from products p where ";

    private static final String COUNTS =
            "select p.category_id, count(*) from products p where p.active and p.category_id = any("
                    + SqlArrays.ids("ids") + ") group by 1";

    /**
     * A pair of a category and one below it is kept once, so a cycle of parents ends and no product counts twice. The products
     * of each category are counted once, along an index, and then summed up for all above it.
     */
    private static final String SUBTREE_COUNTS = "with recursive subtree(owner, id) as ("
            + " select c.id, c.id from categories c where c.id = any(" + SqlArrays.ids("ids") + ")"
            + " union select subtree.owner, c.id from subtree join categories c on c.parent_id = subtree.id),"
            + " own(id, count) as materialized (select p.category_id, count(*) from products p"
            + " where p.active and p.category_id = any(array(select id from subtree)) group by 1)"
            + " select subtree.owner, cast(sum(own.count) as bigint) from subtree join own using (id) group by 1";

    private final SqlQueries queries;
    private final ProductSql sql;

    ProductRepository(SqlQueries queries, ProductSql sql) {
        this.queries = queries;
        this.sql = sql;
    }

    List<Product> findByIds(Collection<Long> ids) {
        return products(SELECT + "p.id = any(" + SqlArrays.ids("ids") + ")", Map.of("ids", ids.toArray(Long[]::new)));
    }

    /** Featured active products, newest first. */
    List<Product> findFeatured(int limit) {
        return products(SELECT + "p.featured and p.active" + newest(limit), Map.of());
    }

    /** Active products, newest first. */
    List<Product> findNewest(int limit) {
        return products(SELECT + "p.active" + newest(limit), Map.of());
    }

    /** The order and the limit, which is part of the text: PostgreSQL takes one that is a parameter for a tenth of the rows. */
    static String newest(int limit) {
        return " order by p.created_at desc, p.id desc limit " + limit;
    }

    /** The same page of lists that differ in their category alone. */
    Map<ProductPageKey, Page<Product>> findPages(List<ProductPageKey> alike) {
        KeysetQuery<Product> keyset = keyset(alike.getFirst());
        ListParents parents =
                ListParents.of(alike.stream().map(ProductPageKey::list).toList());
        Map<Long, List<Found<Product>>> byParent =
                found(keyset.sqlFor(parents.from()), joined(keyset.parameters(), parents.parameters())).stream()
                        .collect(groupingBy(Found::owner));
        Map<ProductPageKey, Page<Product>> pages = HashMap.newHashMap(alike.size());
        for (int i = 0; i < alike.size(); i++) {
            pages.put(
                    alike.get(i),
                    keyset.pageOf(byParent.getOrDefault(parents.ids().get(i), List.of())));
        }
        return pages;
    }

    private KeysetQuery<Product> keyset(ProductPageKey key) {
        SqlConditions conditions = sql.conditions(key.list());
        return ProductOrder.isByRelevance(key.page().ordering())
                ? new KeysetQuery<>(
                        ProductEntity.COLUMNS + ", " + ProductSql.SCORE, sql.scored(), conditions, key.page())
                : new KeysetQuery<>(
                        ProductEntity.COLUMNS + ProductEntity.UNSCORED, "products p", conditions, key.page());
    }

    /** The sizes of lists that differ in their category alone. */
    Map<ProductList, Integer> count(List<ProductList> alike) {
        SqlConditions conditions = sql.conditions(alike.getFirst());
        ListParents parents = ListParents.of(alike);
        Map<Long, Integer> counts = counts(
                "select parent.id, (select count(*) from products p where " + conditions + ") from " + parents.from(),
                joined(conditions.parameters(), parents.parameters()));
        Map<ProductList, Integer> sizes = HashMap.newHashMap(alike.size());
        for (int i = 0; i < alike.size(); i++) {
            sizes.put(alike.get(i), counts.getOrDefault(parents.ids().get(i), 0));
        }
        return sizes;
    }

    /** The number of active products of each category, those without one left out. */
    Map<Long, Integer> countByCategoryIds(Collection<Long> categoryIds, boolean includeSubcategories) {
        return counts(includeSubcategories ? SUBTREE_COUNTS : COUNTS, Map.of("ids", categoryIds.toArray(Long[]::new)));
    }

    private static Map<String, Object> joined(Map<String, Object> some, Map<String, Object> others) {
        Map<String, Object> all = new HashMap<>(some);
        all.putAll(others);
        return all;
    }

    private List<Product> products(String statement, Map<String, Object> parameters) {
        return found(statement, parameters).stream().map(Found::node).toList();
    }

    private List<Found<Product>> found(String statement, Map<String, Object> values) {
        return queries.rows(statement, ProductEntity.ROW, values).stream()
                .map(row -> (Object[]) row)
                .map(row -> new Found<>((Product) row[0], (Double) row[1], (Long) row[2], (Integer) row[3]))
                .toList();
    }

    private Map<Long, Integer> counts(String statement, Map<String, Object> values) {
        return queries.counts(statement, values).stream().collect(toMap(IdCount::id, IdCount::count));
    }
}
