package dev.catalog.category;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.catalog.relay.KeysetQuery;
import dev.catalog.relay.KeysetQuery.Found;
import dev.catalog.relay.Page;
import dev.catalog.relay.SqlArrays;
import dev.catalog.relay.SqlConditions;
import dev.catalog.relay.SqlQueries;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Repository;

/** Reads categories, each method in one statement. */
@Repository
class CategoryRepository {

    private static final String ORDER = "c.position nulls last, c.name, c.id";

    private static final String SELECT =
            "select " + CategoryEntity.COLUMNS + CategoryEntity.ALONE + " from categories c where ";

    private static final String WITH_PARENTS = "c.id = any(array_cat(" + SqlArrays.ids("ids")
            + ", array(select child.parent_id from categories child where child.id = any(" + SqlArrays.ids("ids")
            + "))))";

    /** Either half goes along the index of parents; joined by OR, they would be looked for in the whole table. */
    private static final String NAVIGATION = "select " + CategoryEntity.COLUMNS + CategoryEntity.ALONE + " from ("
            + "select c.* from categories c where c.parent_id is null and c.active"
            + " union all select c.* from categories root join categories c on c.parent_id = root.id"
            + " where root.parent_id is null and root.active) c order by " + ORDER;

    /** The ids on the way are kept, so a cycle of parents ends where it would begin again. */
    private static final String ANCESTORS = "with recursive chain(owner, ancestor_id, way) as ("
            + " select c.id, c.parent_id, array[c.id] from categories c where c.id = any(" + SqlArrays.ids("ids") + ")"
            + " union all"
            + " select chain.owner, c.parent_id, chain.way || c.id from chain join categories c on c.id = chain.ancestor_id"
            + " where c.id <> all(chain.way))"
            + " select " + CategoryEntity.COLUMNS + CategoryEntity.UNSCORED + ", chain.owner, 0 as side"
            + " from chain join categories c on c.id = chain.way[cardinality(chain.way)]"
            + " where cardinality(chain.way) > 1 order by chain.owner, cardinality(chain.way) desc";

    private static final String COUNT = "select cast(0 as bigint), count(*) from categories c where ";

    private final SqlQueries queries;
    private final CategorySql sql;

    CategoryRepository(SqlQueries queries, CategorySql sql) {
        this.queries = queries;
        this.sql = sql;
    }

    /** These categories, and the parent of each, in no particular order and each once. */
    List<Category> findWithParents(Collection<Long> ids) {
        return categories(SELECT + WITH_PARENTS, Map.of("ids", ids.toArray(Long[]::new)));
    }

    List<Category> findBySlugs(Collection<String> slugs) {
        return categories(
                SELECT + "c.slug = any(" + SqlArrays.texts("slugs") + ")",
                Map.of("slugs", slugs.toArray(String[]::new)));
    }

    /** The categories directly below these, active or not, by position, name and id. */
    List<Category> findByParentIds(Collection<Long> parentIds) {
        return categories(
                SELECT + "c.parent_id = any(" + SqlArrays.ids("parents") + ") order by " + ORDER,
                Map.of("parents", parentIds.toArray(Long[]::new)));
    }

    /** The active roots, and the categories directly below one of them, active or not, by position, name and id. */
    List<Category> findNavigation() {
        return categories(NAVIGATION, Map.of());
    }

    /** The ancestors of each of these categories, root first. */
    Map<Long, List<Category>> findAncestors(Collection<Long> ids) {
        return found(ANCESTORS, Map.of("ids", ids.toArray(Long[]::new))).stream()
                .collect(groupingBy(Found::owner, mapping(Found::node, toList())));
    }

    Page<Category> findPage(CategoryPageKey key) {
        KeysetQuery<Category> keyset = new KeysetQuery<>(
                CategoryEntity.COLUMNS + CategoryEntity.UNSCORED,
                "categories c",
                sql.conditions(key.criteria()),
                key.page());
        return keyset.pageOf(found(keyset.sql(), keyset.parameters()));
    }

    int count(CategoryCriteria criteria) {
        SqlConditions conditions = sql.conditions(criteria);
        return queries.counts(COUNT + conditions, conditions.parameters())
                .getFirst()
                .count();
    }

    private List<Category> categories(String statement, Map<String, Object> values) {
        return found(statement, values).stream().map(Found::node).toList();
    }

    private List<Found<Category>> found(String statement, Map<String, Object> values) {
        return queries.rows(statement, CategoryEntity.ROW, values).stream()
                .map(row -> (Object[]) row)
                .map(row -> new Found<>((Category) row[0], (Double) row[1], (Long) row[2], (Integer) row[3]))
                .toList();
    }
}
