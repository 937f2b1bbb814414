package dev.catalog.contract;

import static dev.catalog.contract.Answer.Refusal.badUserInput;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.catalog.category.Category;
import dev.catalog.contract.Answer.Refusal;
import dev.catalog.contract.ListField.Page;
import dev.catalog.product.Product;
import dev.catalog.support.CatalogFixtures;
import dev.catalog.support.CatalogGatewayTest;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.graphql.test.tester.GraphQlTester;

/** Which products a filter lists, and counts. */
@CatalogGatewayTest
class ProductFilterTests {

    private final CatalogFixtures catalog;
    private final GraphQlTester graphQl;
    private Category lighting;
    private Category lamps;
    private Product brass;
    private Product chandelier;
    private Product table;

    ProductFilterTests(CatalogFixtures catalog, GraphQlTester graphQl) {
        this.catalog = catalog;
        this.graphQl = graphQl;
    }

    @BeforeEach
    void fillCatalog() {
        catalog.clear();
        lighting = catalog.category("Lighting").insert();
        lamps = catalog.category("Lamps").parent(lighting).insert();
        Category tables = catalog.category("Tables").insert();
        brass = catalog.product("Brass lamp")
                .in(lamps)
                .price("49.90")
                .featured()
                .insert();
        chandelier = catalog.product("Chandelier").in(lighting).price("900").insert();
        table = catalog.product("Table")
                .in(tables)
                .price("120.00")
                .featured(null)
                .insert();
        catalog.product("Broken lamp").in(lamps).inactive().insert();
        catalog.product("Forgotten lamp").in(lamps).active(null).insert();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "filter: null",
                "filter: {}",
                "filter: { ids: null, categoryId: null, categorySlug: null, featured: null, search: null }",
                "filter: { minPrice: null, maxPrice: null, includeInactive: null, includeSubcategories: null }",
                "filter: { includeInactive: false, includeSubcategories: false }",
                "orderBy: null",
                "orderBy: { field: NAME, direction: null }"
            })
    void nullAndAbsentAreNoCondition(String arguments) {
        assertThat(names(arguments)).containsExactly("Brass lamp", "Chandelier", "Table");
    }

    @Test
    void idsAreGlobalOrDatabaseIdsAndSetNoOrder() {
        String ids = "[\"%s\", %d, \"%d\"]".formatted(table.id(), brass.databaseId(), brass.databaseId());

        assertThat(names("filter: { ids: " + ids + " }")).containsExactly("Brass lamp", "Table");
        assertThat(names("filter: { ids: \"" + table.id() + "\" }")).containsExactly("Table");
    }

    @Test
    void emptyIdsMatchNothing() {
        assertThat(names("filter: { ids: [] }")).isEmpty();
    }

    @Test
    void aHundredIdsAreTakenAndNotOneMore() {
        assertThat(names("filter: { ids: " + ids(100) + " }")).isEmpty();
        assertThat(refusals("products(filter: { ids: " + ids(101) + " }) { totalCount }"))
                .containsExactly(badUserInput("products", "filter.ids must hold at most 100 ids, not 101"));
        assertThat(refusals("productCount(filter: { ids: " + ids(101) + " })"))
                .containsExactly(badUserInput("productCount", "filter.ids must hold at most 100 ids, not 101"));
    }

    @Test
    void aCategoryListsWhatIsFiledDirectlyUnderIt() {
        assertThat(names("filter: { categoryId: \"" + lighting.id() + "\" }")).containsExactly("Chandelier");
        assertThat(names("filter: { categorySlug: \"lighting\" }")).containsExactly("Chandelier");
        assertThat(names("filter: { categorySlug: \"LIGHTING\" }")).isEmpty();
        assertThat(names("filter: { categorySlug: \"light%\" }")).isEmpty();
        assertThat(names("filter: { categorySlug: \"\\u0000\" }")).isEmpty();
    }

    @Test
    void aSubtreeListsWhatIsFiledBelowToo() {
        assertThat(names("filter: { categoryId: \"" + lighting.id() + "\", includeSubcategories: true }"))
                .containsExactly("Brass lamp", "Chandelier");
        assertThat(names("filter: { categorySlug: \"lighting\", includeSubcategories: true }"))
                .containsExactly("Brass lamp", "Chandelier");
    }

    @Test
    void aSubtreeNeedsACategory() {
        String message = "filter.includeSubcategories needs filter.categoryId or filter.categorySlug";

        assertThat(refusals("products(filter: { includeSubcategories: true }) { totalCount }"))
                .containsExactly(badUserInput("products", message));
        assertThat(refusals("productCount(filter: { includeSubcategories: true, categoryId: null })"))
                .containsExactly(badUserInput("productCount", message));
    }

    @Test
    void belowACategoryASubtreeIsThatCategorys() {
        String document = "{ categoryBySlug(slug: \"lighting\") { products(filter: { %s }) { nodes { name } } } }";

        assertThat(Answer.to(graphQl, document.replace("%s", "includeSubcategories: true"))
                        .data()
                        .toString())
                .contains("Brass lamp", "Chandelier")
                .doesNotContain("Table");
        assertThat(Answer.to(graphQl, document.replace("%s", "includeSubcategories: false"))
                        .data()
                        .toString())
                .contains("Chandelier")
                .doesNotContain("Brass lamp");
    }

    @Test
    void pricesAreBoundedInclusively() {
        assertThat(names("filter: { minPrice: 49.9, maxPrice: 120 }")).containsExactly("Brass lamp", "Table");
        assertThat(names("filter: { minPrice: 49.901 }")).containsExactly("Chandelier", "Table");
        assertThat(names("filter: { maxPrice: \"49.90\" }")).containsExactly("Brass lamp");
        assertThat(names("filter: { minPrice: -1e20, maxPrice: 1e20 }")).hasSize(3);
    }

    @Test
    void whatIsNotKnownToBeFeaturedIsNot() {
        assertThat(names("filter: { featured: true }")).containsExactly("Brass lamp");
        assertThat(names("filter: { featured: false }")).containsExactly("Chandelier", "Table");
    }

    @Test
    void contradictionsMatchNothing() {
        assertThat(names("filter: { minPrice: 2, maxPrice: 1 }")).isEmpty();
        assertThat(names("filter: { categorySlug: \"lighting\", categoryId: " + lamps.databaseId() + " }"))
                .isEmpty();
        assertThat(names("filter: { ids: [" + chandelier.databaseId() + "], featured: true }"))
                .isEmpty();
        assertThat(names("filter: { categoryId: 0 }")).isEmpty();
        assertThat(names("filter: { categorySlug: \"\" }")).isEmpty();
    }

    @Test
    void aSearchHasWordsAndABound() {
        for (String blank : List.of("", " ", "\\u00a0\\u3000")) {
            assertThat(refusals("products(filter: { search: \"" + blank + "\" }) { totalCount }"))
                    .containsExactly(badUserInput("products", "filter.search must not be blank"));
        }
        assertThat(refusals("productCount(filter: { search: \"" + "x".repeat(201) + "\" })"))
                .containsExactly(badUserInput("productCount", "filter.search must have at most 200 characters"));
        assertThat(names("filter: { search: \"" + "x".repeat(200) + "\" }")).isEmpty();
    }

    @Test
    void relevanceNeedsASearch() {
        assertThat(refusals("products(orderBy: { field: RELEVANCE }) { totalCount }"))
                .containsExactly(badUserInput("products", "orderBy.field RELEVANCE needs filter.search"));
    }

    @Test
    void inactiveProductsNeedAToken() {
        assertThat(refusals("products(filter: { includeInactive: true }) { totalCount }"))
                .extracting(Refusal::path, Refusal::code)
                .containsExactly(tuple("products", "UNAUTHENTICATED"));
    }

    /** Asks for the list and for its count, which must agree. */
    private List<String> names(String arguments) {
        Page page = ListField.page(graphQl, "products(" + arguments + ")");
        assertThat(page.totalCount()).isEqualTo(page.names().size());
        return page.names();
    }

    private List<Refusal> refusals(String field) {
        return Answer.to(graphQl, "{ " + field + " }").errors();
    }

    private static String ids(int count) {
        return LongStream.range(0, count)
                .map(n -> Long.MAX_VALUE - n)
                .mapToObj(Long::toString)
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
