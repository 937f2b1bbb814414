package dev.catalog.product;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.cache.ChangeTags;
import dev.catalog.cache.RegionLoader;
import dev.catalog.cache.SampledEntries;
import dev.catalog.feed.CatalogTable;
import dev.catalog.feed.ChangeBatch;
import dev.catalog.support.CatalogFixtures;
import dev.catalog.support.CatalogGatewayTest;
import dev.catalog.support.QueryCounter;
import dev.catalog.support.RowChanges;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which entries of products a change makes invalid, and which it leaves alone. */
@CatalogGatewayTest
class ProductInvalidationTests {

    private static final String NOTHING = "";

    private final JdbcClient jdbc;
    private final List<RegionLoader<?, ?>> loaders;
    private final List<ChangeTags> changeTags;
    private final QueryCounter queries;
    private final Shop shop;
    private final SampledEntries entries;

    ProductInvalidationTests(
            CatalogFixtures catalog,
            JdbcClient jdbc,
            List<RegionLoader<?, ?>> loaders,
            List<ChangeTags> changeTags,
            QueryCounter queries) {
        this.jdbc = jdbc;
        this.loaders = loaders;
        this.changeTags = changeTags;
        this.queries = queries;
        shop = new Shop(catalog, jdbc);
        entries = shop.load(new SampledEntries(loaders, changeTags, jdbc));
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                change("an active product is inserted", it -> it.insertProduct(it.deskLamps, true, false), """
                        named popular product:new
                        all all:cheap all:inactive all:newest all:plain all:price all:search below:furniture
                        below:lamps in:desk-lamps of:desk-lamps slug:desk
                        count:below:desk-lamps count:below:furniture count:below:lamps count:desk-lamps total
                        total:below:lamps total:cheap total:in:desk-lamps total:of:desk-lamps total:search"""),
                change("an inactive product is inserted", it -> it.insertProduct(it.deskLamps, false, true), """
                        named product:new
                        all:inactive"""),
                change("a featured product is inserted", it -> it.insertProduct(it.deskLamps, true, true), """
                        homepage named popular product:new
                        all all:cheap all:featured all:inactive all:newest all:plain all:price all:search
                        below:furniture below:lamps in:desk-lamps of:desk-lamps slug:desk
                        count:below:desk-lamps count:below:furniture count:below:lamps count:desk-lamps total
                        total:below:lamps total:cheap total:featured total:in:desk-lamps total:of:desk-lamps
                        total:search"""),
                change("a product is deleted", it -> it.write("DELETE FROM products WHERE name = 'Desk lamp'"), """
                        named popular product:desk
                        all all:cheap all:inactive all:newest all:plain all:price all:search below:furniture
                        below:lamps in:desk-lamps of:desk-lamps slug:desk
                        count:below:desk-lamps count:below:furniture count:below:lamps count:desk-lamps total
                        total:below:lamps total:cheap total:in:desk-lamps total:of:desk-lamps total:search"""),
                change(
                        "a product moves to another branch",
                        it -> it.updateDeskLamp("category_id = ?", it.chairs.databaseId()),
                        """
                        named popular product:desk
                        below:lamps in:chairs in:desk-lamps of:chairs of:desk-lamps slug:desk
                        count:below:chairs count:below:desk-lamps count:below:lamps count:chairs count:desk-lamps
                        total:below:lamps total:in:desk-lamps total:of:desk-lamps"""),
                change(
                        "a product moves to another tree",
                        it -> it.updateDeskLamp("category_id = ?", it.strays.databaseId()),
                        """
                        named popular product:desk
                        below:furniture below:lamps in:desk-lamps of:desk-lamps slug:desk
                        count:below:desk-lamps count:below:furniture count:below:lamps count:below:new count:desk-lamps
                        total:below:lamps total:in:desk-lamps total:of:desk-lamps"""),
                change(
                        "a product moves up its branch",
                        it -> it.updateDeskLamp("category_id = ?", it.lamps.databaseId()),
                        """
                        named popular product:desk
                        in:desk-lamps in:lamps of:desk-lamps of:lamps slug:desk
                        count:below:desk-lamps count:desk-lamps count:lamps total:in:desk-lamps
                        total:of:desk-lamps"""),
                change("a product is renamed", it -> it.updateDeskLamp("name = 'Zebra'"), """
                        named popular product:desk
                        all all:cheap all:inactive all:plain all:search below:lamps in:desk-lamps of:desk-lamps
                        slug:desk
                        total:search"""),
                change("a product is repriced", it -> it.updateDeskLamp("price = 6"), """
                        named popular product:desk
                        all:cheap all:price below:furniture in:desk-lamps of:desk-lamps slug:desk
                        total:cheap"""),
                change("a product is described", it -> it.updateDeskLamp("description = 'A lamp'"), """
                        named popular product:desk
                        all:search in:desk-lamps of:desk-lamps slug:desk
                        total:search"""),
                change("a product is featured", it -> it.updateDeskLamp("featured = true"), """
                        homepage named popular product:desk
                        all:featured all:plain in:desk-lamps of:desk-lamps slug:desk
                        total:featured"""),
                change("a product is deactivated", it -> it.updateDeskLamp("active = false"), """
                        named popular product:desk
                        all all:cheap all:newest all:plain all:price all:search below:furniture below:lamps
                        in:desk-lamps of:desk-lamps slug:desk
                        count:below:desk-lamps count:below:furniture count:below:lamps count:desk-lamps total
                        total:below:lamps total:cheap total:in:desk-lamps total:of:desk-lamps total:search"""),
                change("a product's time of creation changes", it -> it.updateDeskLamp("created_at = now()"), """
                        named popular product:desk
                        all:newest in:desk-lamps of:desk-lamps slug:desk"""),
                change("a product is saved as it was", it -> it.updateDeskLamp("name = name"), """
                        named popular product:desk
                        in:desk-lamps of:desk-lamps slug:desk"""),
                change("an inactive product is activated", it -> it.updateCandle("active = true"), """
                        popular
                        all all:cheap all:newest all:plain all:price all:search below:furniture below:lamps
                        in:lamps of:lamps
                        count:below:furniture count:below:lamps count:lamps total total:below:lamps total:cheap
                        total:search"""),
                change(
                        "an inactive product changes all over",
                        it -> it.updateCandle(
                                "name = 'Zebra lamp', price = 1, description = 'Lamp', featured = true, category_id = ?",
                                it.chairs.databaseId()),
                        "all:inactive"),
                change("a category is inserted at the top", it -> it.insertRoot("new"), """
                        of:new
                        count:below:new"""),
                change(
                        "a category is inserted below another",
                        it -> {
                            it.insertRoot("new");
                            it.write("UPDATE categories SET parent_id = ? WHERE slug = 'new'", it.lamps.databaseId());
                        },
                        """
                        below:furniture below:lamps of:new
                        count:below:furniture count:below:lamps count:below:new total:below:lamps"""),
                change("a category is deleted", it -> it.write("DELETE FROM categories WHERE slug = 'empty'"), """
                        below:furniture below:lamps
                        count:below:furniture count:below:lamps total:below:lamps"""),
                change("a category is renamed", it -> it.update(it.deskLamps, "name = 'Zebra'"), NOTHING),
                change("a category changes its slug", it -> it.update(it.deskLamps, "slug = 'new'"), """
                        of:desk-lamps of:new slug:desk
                        total:of:desk-lamps"""),
                change("a category moves", it -> it.update(it.deskLamps, "parent_id = ?", it.chairs.databaseId()), """
                        below:furniture below:lamps
                        count:below:chairs count:below:furniture count:below:lamps total:below:lamps"""),
                change("a category becomes a root", it -> it.update(it.lamps, "parent_id = NULL"), """
                        below:furniture
                        count:below:furniture"""),
                change("a category is repositioned", it -> it.update(it.deskLamps, "position = 3"), NOTHING),
                change("a category is deactivated", it -> it.update(it.deskLamps, "active = false"), """
                        of:desk-lamps
                        total:of:desk-lamps"""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void touches(String change, Consumer<Shop> write, String names) {
        assertThat(entries.touchedBy(RowChanges.of(jdbc, () -> write.accept(shop))))
                .containsExactlyInAnyOrder(names(names));
    }

    @Test
    void aCycleOfParentsThatOpensTouchesWhatIsAboveItThen() {
        shop.update(shop.lamps, "parent_id = ?", shop.deskLamps.databaseId());
        SampledEntries inCycle = shop.load(new SampledEntries(loaders, changeTags, jdbc));

        ChangeBatch opened =
                RowChanges.of(jdbc, () -> shop.update(shop.lamps, "parent_id = ?", shop.furniture.databaseId()));

        assertThat(inCycle.touchedBy(opened))
                .contains(names("below:furniture count:below:furniture count:below:desk-lamps"));
    }

    @Test
    void manyChangesOfProductsTouchEverything() {
        assertThat(entries.touchedByMany(CatalogTable.PRODUCTS)).isEqualTo(entries.names());
    }

    @Test
    void manyChangesOfCategoriesTouchWhatIsFoundByThem() {
        assertThat(entries.touchedByMany(CatalogTable.CATEGORIES))
                .containsExactlyInAnyOrder(
                        names("slug:desk below:lamps below:furniture of:desk-lamps of:lamps of:chairs of:new"
                                + " count:below:desk-lamps count:below:lamps count:below:chairs count:below:new"
                                + " count:below:furniture total:of:desk-lamps total:below:lamps"));
    }

    @Test
    void theTreeIsReadOnceForAllChangesThatNeedIt() {
        ChangeBatch moved = RowChanges.of(jdbc, () -> {
            shop.write("UPDATE products SET category_id = ?", shop.furniture.databaseId());
            shop.update(shop.lamps, "parent_id = NULL");
        });
        ChangeBatch saved = RowChanges.of(jdbc, () -> {
            shop.updateDeskLamp("name = name");
            shop.update(shop.lamps, "name = 'Lights'");
        });

        assertThat(statementsFor(moved)).hasSize(1);
        assertThat(statementsFor(saved)).isEmpty();
    }

    @Test
    void keysTellTheirRegions() {
        entries.assertKeysTellTheirRegions();
    }

    private List<String> statementsFor(ChangeBatch batch) {
        return queries.during(() -> changeTags.forEach(tags -> tags.touchedBy(batch, jdbc)));
    }

    private static Arguments change(String change, Consumer<Shop> write, String names) {
        return Arguments.of(change, write, names);
    }

    private static String[] names(String names) {
        return names.isEmpty() ? new String[0] : names.strip().split("\\s+");
    }
}
