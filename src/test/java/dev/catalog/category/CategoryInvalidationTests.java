package dev.catalog.category;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.cache.ChangeTags;
import dev.catalog.cache.RegionLoader;
import dev.catalog.cache.SampledEntries;
import dev.catalog.cache.SoleKey;
import dev.catalog.feed.CatalogTable;
import dev.catalog.relay.ConnectionArguments;
import dev.catalog.support.CatalogFixtures;
import dev.catalog.support.CatalogGatewayTest;
import dev.catalog.support.RowChanges;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which entries of categories a change makes invalid, and which it leaves alone. Over a tree of lamps and chairs in furniture,
 * desk lamps in lamps, a closed root with old things in it, and strays in an attic that is not there.
 */
@CatalogGatewayTest
class CategoryInvalidationTests {

    private static final String NOTHING = "";

    /** The id of a row that is not there yet. */
    private static final long NEW = 900_000;

    private final JdbcClient jdbc;
    private final SampledEntries entries;

    CategoryInvalidationTests(
            CatalogFixtures catalog, JdbcClient jdbc, List<RegionLoader<?, ?>> loaders, List<ChangeTags> changeTags) {
        this.jdbc = jdbc;
        catalog.clear();
        Category furniture = catalog.category("Furniture").position(1).insert();
        Category lamps = catalog.category("Lamps").position(1).parent(furniture).insert();
        catalog.category("Desk lamps").parent(lamps).insert();
        catalog.category("Chairs").position(2).parent(furniture).insert();
        Category closed = catalog.category("Closed").position(2).inactive().insert();
        Category old = catalog.category("Old").parent(closed).insert();
        Category strays = catalog.category("Strays").position(9).parentId(NEW).insert();
        catalog.category("Stray dogs").parent(strays).insert();
        catalog.product("Arc lamp").in(lamps).insert();
        entries = load(new SampledEntries(loaders, changeTags, jdbc), furniture, lamps, closed, old, strays);
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                change(
                        "a root is inserted",
                        "INSERT INTO categories (id, name, slug, position, created_at, updated_at)"
                                + " VALUES (900000, 'New', 'new', 5, now(), now())",
                        """
                        category:new navigation slug:new
                        above:dogs above:furniture above:strays all all:inactive all:name all:newest all:search
                        roots
                        count count:inactive count:roots count:search"""),
                change(
                        "an inactive root is inserted",
                        "INSERT INTO categories"
                                + " (id, name, slug, active, created_at, updated_at)"
                                + " VALUES (900000, 'New', 'new', false, now(), now())",
                        """
                        category:new slug:new
                        above:dogs above:furniture above:strays all:inactive
                        count:inactive"""),
                change(
                        "a subcategory is inserted",
                        "INSERT INTO categories"
                                + " (name, slug, parent_id, created_at, updated_at)"
                                + " SELECT 'Red lamps', 'new', id, now(), now() FROM categories WHERE slug = 'lamps'",
                        """
                        slug:new
                        above:furniture above:strays all all:inactive all:name all:newest all:search below:lamps
                        not-roots
                        count count:inactive count:search"""),
                change("a category is deleted", "DELETE FROM categories WHERE slug = 'chairs'", """
                        navigation slug:chairs
                        all all:inactive all:name all:newest all:search below:furniture in:furniture not-roots
                        count count:in:furniture count:inactive count:search"""),
                change("a category above others is deleted", "DELETE FROM categories WHERE slug = 'furniture'", """
                        category:furniture navigation slug:furniture
                        above:desk-lamps above:furniture all all:inactive all:name all:newest all:search roots
                        count count:inactive count:roots count:search"""),
                change("a category is renamed", "UPDATE categories SET name = 'Lights' WHERE slug = 'lamps'", """
                        category:lamps navigation slug:lamps
                        above:desk-lamps all all:inactive all:name all:search below:furniture in:furniture
                        not-roots
                        count:search"""),
                change(
                        "a category deep down is renamed",
                        "UPDATE categories SET name = 'Small lamps' WHERE slug = 'desk-lamps'",
                        """
                        above:desk-lamps all all:inactive all:name all:search below:lamps not-roots
                        count:search"""),
                change("a category changes its slug", "UPDATE categories SET slug = 'new' WHERE slug = 'lamps'", """
                        category:lamps navigation slug:lamps slug:new
                        above:desk-lamps below:furniture in:furniture"""),
                change("two categories swap their slugs", """
                        UPDATE categories SET slug = 'x' WHERE slug = 'lamps';
                        UPDATE categories SET slug = 'lamps' WHERE slug = 'chairs';
                        UPDATE categories SET slug = 'chairs' WHERE slug = 'x'""", """
                        category:lamps navigation slug:chairs slug:lamps
                        above:desk-lamps all:name below:furniture in:furniture"""),
                change(
                        "a category moves below another",
                        "UPDATE categories SET parent_id ="
                                + " (SELECT id FROM categories WHERE slug = 'chairs') WHERE slug = 'lamps'",
                        """
                        category:lamps navigation slug:lamps
                        above:desk-lamps below:furniture in:furniture
                        count:in:furniture"""),
                change(
                        "a category moves to the top",
                        "UPDATE categories SET parent_id = NULL WHERE slug = 'lamps'",
                        """
                        category:lamps navigation slug:lamps
                        above:desk-lamps below:furniture in:furniture not-roots roots
                        count:in:furniture count:roots"""),
                change(
                        "a stray comes home",
                        "UPDATE categories SET parent_id ="
                                + " (SELECT id FROM categories WHERE slug = 'chairs') WHERE slug = 'strays'",
                        "above:dogs above:strays below:new"),
                change("a category is repositioned", "UPDATE categories SET position = 3 WHERE slug = 'lamps'", """
                        category:lamps navigation slug:lamps
                        above:desk-lamps all all:inactive below:furniture in:furniture not-roots"""),
                change("a category is deactivated", "UPDATE categories SET active = false WHERE slug = 'lamps'", """
                        category:lamps navigation slug:lamps
                        above:desk-lamps all all:name all:newest all:search below:furniture in:furniture not-roots
                        count count:in:furniture count:search"""),
                change("a root is deactivated", "UPDATE categories SET active = false WHERE slug = 'furniture'", """
                        category:furniture navigation slug:furniture
                        above:desk-lamps above:furniture all all:name all:newest all:search roots
                        count count:roots count:search"""),
                change("a root is activated", "UPDATE categories SET active = true WHERE slug = 'closed'", """
                        category:closed navigation slug:closed
                        above:old all all:name all:newest all:search roots
                        count count:roots count:search"""),
                change(
                        "a category's time of creation changes",
                        "UPDATE categories SET created_at = now() WHERE slug = 'chairs'",
                        """
                        navigation slug:chairs
                        all:name all:newest all:search below:furniture"""),
                change(
                        "a category is saved as it was",
                        "UPDATE categories SET updated_at = now() WHERE slug = 'chairs'",
                        """
                        navigation slug:chairs
                        all:name below:furniture"""),
                change(
                        "an inactive category changes its name",
                        "UPDATE categories SET name = 'Lamps of old' WHERE slug = 'closed'",
                        """
                        category:closed slug:closed
                        above:old all:inactive"""),
                change(
                        "a product changes all over",
                        "UPDATE products SET name = 'X', price = 1, description = 'X',"
                                + " category_id = (SELECT id FROM categories WHERE slug = 'chairs')",
                        NOTHING));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void touches(String change, Consumer<JdbcClient> write, String names) {
        assertThat(entries.touchedBy(RowChanges.of(jdbc, () -> write.accept(jdbc))))
                .containsExactlyInAnyOrder(names.isEmpty() ? new String[0] : names.split("\\s+"));
    }

    @Test
    void manyChangesOfCategoriesTouchEverything() {
        assertThat(entries.touchedByMany(CatalogTable.CATEGORIES)).isEqualTo(entries.names());
    }

    @Test
    void manyChangesOfProductsTouchNothing() {
        assertThat(entries.touchedByMany(CatalogTable.PRODUCTS)).isEmpty();
    }

    @Test
    void keysTellTheirRegions() {
        entries.assertKeysTellTheirRegions();
    }

    private static Arguments change(String change, String sql, String names) {
        Consumer<JdbcClient> write = jdbc -> jdbc.sql(sql).update();
        return Arguments.of(change, write, names);
    }

    private static SampledEntries load(
            SampledEntries entries,
            Category furniture,
            Category lamps,
            Category closed,
            Category old,
            Category strays) {
        for (Category category : List.of(furniture, lamps, closed)) {
            String slug = category.slug();
            entries.add("category:" + slug, "category", category.databaseId())
                    .add("slug:" + slug, "category-by-slug", slug)
                    .add("below:" + slug, "subcategories", category.databaseId());
        }
        return entries.add("category:new", "category", NEW)
                .add("slug:new", "category-by-slug", "new")
                .add("slug:chairs", "category-by-slug", "chairs")
                .add("below:new", "subcategories", NEW)
                .add("above:furniture", "category-ancestors", furniture.databaseId())
                .add("above:desk-lamps", "category-ancestors", lamps.databaseId() + 1)
                .add("above:old", "category-ancestors", old.databaseId())
                .add("above:strays", "category-ancestors", strays.databaseId())
                .add("above:dogs", "category-ancestors", strays.databaseId() + 1)
                .add("navigation", "navigation", SoleKey.SOLE)
                .add("all", "categories", page(filter(null, null, null, null), null))
                .add("all:name", "categories", page(filter(null, null, null, null), CategoryOrder.Field.NAME))
                .add("all:newest", "categories", page(filter(null, null, null, null), CategoryOrder.Field.CREATED_AT))
                .add("all:inactive", "categories", page(filter(null, null, true, null), null))
                .add(
                        "all:search",
                        "categories",
                        page(filter(null, null, null, "lamps"), CategoryOrder.Field.CREATED_AT))
                .add("roots", "categories", page(filter(null, true, null, null), null))
                .add("not-roots", "categories", page(filter(null, false, null, null), null))
                .add("in:furniture", "categories", page(filter(furniture, null, null, null), null))
                .add("in:closed", "categories", page(filter(closed, null, null, null), null))
                .add("count", "filtered-category-count", filter(null, null, null, null))
                .add("count:inactive", "filtered-category-count", filter(null, null, true, null))
                .add("count:roots", "filtered-category-count", filter(null, true, null, null))
                .add("count:in:furniture", "filtered-category-count", filter(furniture, null, null, null))
                .add("count:search", "filtered-category-count", filter(null, null, null, "lamps"));
    }

    private static CategoryCriteria filter(
            @Nullable Category parent,
            @Nullable Boolean roots,
            @Nullable Boolean includeInactive,
            @Nullable String search) {
        return CategoryFilter.criteria(
                new CategoryFilter(null, parent == null ? null : parent.id(), roots, includeInactive, search));
    }

    private static CategoryPageKey page(CategoryCriteria criteria, CategoryOrder.@Nullable Field order) {
        CategoryOrder orderBy = order == null ? null : new CategoryOrder(order, null);
        return new CategoryPageKey(
                criteria,
                new ConnectionArguments(1, null, null, null).of(criteria.text(), CategoryOrder.ordering(orderBy)));
    }
}
