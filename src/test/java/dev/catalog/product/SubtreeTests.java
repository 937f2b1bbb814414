package dev.catalog.product;

import dev.catalog.category.Category;
import dev.catalog.support.CatalogFixtures;
import dev.catalog.support.CatalogGatewayTest;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.graphql.test.tester.GraphQlTester;

/** What is below a category, listed and counted, over trees that are none. */
@CatalogGatewayTest
class SubtreeTests {

    private final CatalogFixtures catalog;
    private final GraphQlTester graphQl;

    SubtreeTests(CatalogFixtures catalog, GraphQlTester graphQl) {
        this.catalog = catalog;
        this.graphQl = graphQl;
    }

    @BeforeEach
    void emptyCatalog() {
        catalog.clear();
    }

    @Test
    void aCategoryCountsItsActiveProductsWhateverItsOwnFlag() {
        Category closed = catalog.category("Closed").inactive().insert();
        Category below = catalog.category("Below").parent(closed).inactive().insert();
        Product one = catalog.product("One").in(closed).insert();
        catalog.product("Two").in(below).insert();
        catalog.product("Off").in(closed).inactive().insert();
        catalog.product("Unset").in(closed).active(null).insert();

        String document = "{ product(id: " + one.databaseId() + ") { category { "
                + "productCount all: productCount(includeSubcategories: true) } } }";
        assertCount(document, "product.category.productCount", 1);
        assertCount(document, "product.category.all", 2);
    }

    @Test
    void aRingOfParentsIsListedAndCountedOnce() {
        Category ringA = catalog.category("Ring A").insert();
        Category ringB = catalog.category("Ring B").parent(ringA).insert();
        Category spur = catalog.category("Spur").parent(ringB).insert();
        catalog.moveBelow(ringA, ringB);
        Product inA = catalog.product("In A").in(ringA).insert();
        Product inB = catalog.product("In B").in(ringB).insert();
        Product inSpur = catalog.product("In spur").in(spur).insert();

        assertSubtree(ringA, inA, inB, inSpur);
        assertSubtree(ringB, inA, inB, inSpur);
        assertSubtree(spur, inSpur);
    }

    @Test
    void aCategoryBelowItselfIsListedAndCountedOnce() {
        Category own = catalog.category("Own").insert();
        catalog.moveBelow(own, own);
        Product product = catalog.product("Product").in(own).insert();

        assertSubtree(own, product);
    }

    @Test
    void aCategoryWhoseParentIsGoneKeepsItsProductsToItself() {
        Category gone = catalog.category("Gone").insert();
        Category dangling = catalog.category("Dangling").parent(gone).insert();
        Product product = catalog.product("Product").in(dangling).insert();
        catalog.delete(gone);

        assertSubtree(dangling, product);
    }

    private void assertSubtree(Category category, Product... expected) {
        String id = category.id();
        String filtered = "products(filter: { categoryId: \"" + id + "\", includeSubcategories: true })";
        String nested = "category(id: \"" + id + "\") {"
                + " products(filter: { includeSubcategories: true }) { totalCount nodes { id } }"
                + " productCount(includeSubcategories: true) }";
        String document = "{ " + filtered + " { totalCount nodes { id } } " + nested
                + " productCount(filter: { categoryId: \"" + id + "\", includeSubcategories: true }) }";

        assertIds(document, "products.nodes", expected);
        assertIds(document, "category.products.nodes", expected);
        for (String count : List.of(
                "products.totalCount", "category.products.totalCount", "category.productCount", "productCount")) {
            assertCount(document, count, expected.length);
        }
    }

    private void assertIds(String document, String list, Product... expected) {
        graphQl.document(document)
                .execute()
                .path(list + "[*].id")
                .entityList(String.class)
                .isEqualTo(Stream.of(expected).map(Product::id).toList());
    }

    private void assertCount(String document, String path, int expected) {
        graphQl.document(document).execute().path(path).entity(Integer.class).isEqualTo(expected);
    }
}
