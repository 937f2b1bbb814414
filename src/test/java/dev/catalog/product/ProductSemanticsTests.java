package dev.catalog.product;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.category.Category;
import dev.catalog.support.CatalogFixtures;
import dev.catalog.support.CatalogGatewayTest;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.graphql.test.tester.GraphQlTester;

/** What the rows of the products table mean, odd and old ones included. */
@CatalogGatewayTest
class ProductSemanticsTests {

    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

    private final CatalogFixtures catalog;
    private final GraphQlTester graphQl;
    private Category lamps;

    ProductSemanticsTests(CatalogFixtures catalog, GraphQlTester graphQl) {
        this.catalog = catalog;
        this.graphQl = graphQl;
    }

    @BeforeEach
    void openShelf() {
        catalog.clear();
        lamps = catalog.category("Lamps").insert();
    }

    @Test
    void aProductWithoutTheActiveFlagIsInNoList() {
        Product unset =
                catalog.product("Unset").in(lamps).featured().active(null).insert();

        for (String list :
                List.of("products { nodes { id } }", "productsByCategory(slug: \"lamps\") { nodes { id } }")) {
            assertIds("{ list: " + list + " }", "list.nodes");
        }
        assertIds("{ featuredProducts { id } }", "featuredProducts");
        assertIds("{ popularProducts { id } }", "popularProducts");
        assertInt("{ productCount }", "productCount", 0);
        graphQl.document("{ product(id: " + unset.databaseId() + ") { id } }")
                .execute()
                .path("product")
                .valueIsNull();
    }

    @Test
    void aProductWithoutTheFeaturedFlagIsNotFeatured() {
        Product unset = catalog.product("Unset").in(lamps).featured(null).insert();
        Product featured = catalog.product("Featured").in(lamps).featured().insert();

        assertIds("{ featuredProducts { id } }", "featuredProducts", featured);
        assertIds("{ products(filter: { featured: true }) { nodes { id } } }", "products.nodes", featured);
        assertIds("{ products(filter: { featured: false }) { nodes { id } } }", "products.nodes", unset);
        graphQl.document("{ product(id: " + unset.databaseId() + ") { featured } }")
                .execute()
                .path("product.featured")
                .entity(Boolean.class)
                .isEqualTo(false);
    }

    @Test
    void featuredProductsAreTheNewestWhateverTheFlagOfTheirCategory() {
        Category closed = catalog.category("Closed").inactive().insert();
        Product older =
                catalog.product("Older").in(lamps).featured().createdAt(NOON).insert();
        Product tied =
                catalog.product("Tied").in(closed).featured().createdAt(NOON).insert();
        Product newer = catalog.product("Newer")
                .in(closed)
                .featured()
                .createdAt(NOON.plusNanos(1000))
                .insert();

        assertIds("{ featuredProducts { id } }", "featuredProducts", newer, tied, older);
        assertIds("{ featuredProducts(first: 2) { id } }", "featuredProducts", newer, tied);
        assertIds("{ featuredProducts(first: 0) { id } }", "featuredProducts");
    }

    @Test
    void thereAreEightFeaturedAndTwentyPopularProductsUnlessSaidOtherwise() {
        IntStream.range(0, 25)
                .forEach(n -> catalog.product("Lamp " + n).in(lamps).featured().insert());

        assertSize("{ list: featuredProducts { id } }", 8);
        assertSize("{ list: popularProducts { id } }", 20);
        assertSize("{ list: featuredProducts(first: 100) { id } }", 25);
        assertSize("{ list: popularProducts(first: 100) { id } }", 25);
    }

    @Test
    void popularProductsAreTheNewestActiveOnes() {
        Product older = catalog.product("Older").in(lamps).createdAt(NOON).insert();
        Product tied = catalog.product("Tied").in(lamps).createdAt(NOON).insert();
        Product newer = catalog.product("Newer")
                .in(lamps)
                .createdAt(NOON.plusNanos(1000))
                .insert();
        catalog.product("Closed")
                .in(lamps)
                .inactive()
                .createdAt(NOON.plusNanos(2000))
                .insert();

        assertIds("{ popularProducts { id } }", "popularProducts", newer, tied, older);
        assertIds("{ popularProducts(first: 2) { id } }", "popularProducts", newer, tied);
    }

    @Test
    void productsByCategoryAsksForAnActiveCategoryButNotForAnActiveParent() {
        Category archive = catalog.category("Archive").inactive().insert();
        Category boxes = catalog.category("Boxes").parent(archive).insert();
        Category unset = catalog.category("Unset").active(null).insert();
        Product box = catalog.product("Box").in(boxes).insert();
        catalog.product("Old box").in(archive).insert();
        catalog.product("Odd box").in(unset).insert();

        assertIds("{ productsByCategory(slug: \"boxes\") { nodes { id } } }", "productsByCategory.nodes", box);
        assertIds("{ productsByCategory(slug: \"archive\") { nodes { id } } }", "productsByCategory.nodes");
        assertIds("{ productsByCategory(slug: \"unset\") { nodes { id } } }", "productsByCategory.nodes");
    }

    @Test
    void productsByCategoryHoldsDirectProductsAloneByNameAndId() {
        Category desk = catalog.category("Desk").parent(lamps).insert();
        Product second = catalog.product("Same").in(lamps).insert();
        Product third = catalog.product("Same").in(lamps).insert();
        Product first = catalog.product("First").in(lamps).insert();
        catalog.product("Below").in(desk).insert();

        assertIds(
                "{ productsByCategory(slug: \"lamps\") { nodes { id } } }",
                "productsByCategory.nodes",
                first,
                second,
                third);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Lamps", "lamps ", " lamps", "l%", "l*", "lamp_", "", "lamps\0", "\uD83D"})
    void aSlugIsMatchedExactly(String slug) {
        catalog.product("Brass lamp").in(lamps).insert();

        GraphQlTester.Response answer =
                graphQl.document("""
                        query ($slug: String!) {
                          shelf: productsByCategory(slug: $slug) { ...page }
                          filtered: products(filter: { categorySlug: $slug }) { ...page }
                          below: products(filter: { categorySlug: $slug, includeSubcategories: true }) { ...page }
                        }
                        fragment page on ProductConnection { totalCount nodes { id } }
                        """).variable("slug", slug).execute();

        for (String list : List.of("shelf", "filtered", "below")) {
            answer.path(list).matchesJsonStrictly("{ \"totalCount\": 0, \"nodes\": [] }");
        }
    }

    @Test
    void namesAreInTheOrderOfTheDatabaseNotOfJava() {
        List<Product> natural = Stream.of("Äpfel", "apple", "éclair", "Fig", "Zebra")
                .map(name -> catalog.product(name).in(lamps).insert())
                .toList();

        assertThat(idsBy("NAME", "ASC"))
                .isEqualTo(natural.stream().map(Product::id).toList());
    }

    @Test
    void equalKeysAreOrderedByIdInTheDirectionOfTheOrder() {
        List<Product> byId = Stream.generate(
                        () -> catalog.product("Same").in(lamps).createdAt(NOON).insert())
                .limit(3)
                .toList();
        List<String> ids = byId.stream().map(Product::id).toList();

        for (String field : List.of("NAME", "PRICE", "CREATED_AT")) {
            assertThat(idsBy(field, "ASC")).as(field).isEqualTo(ids);
            assertThat(idsBy(field, "DESC")).as(field).isEqualTo(ids.reversed());
        }
    }

    private List<String> idsBy(String field, String direction) {
        return graphQl.document("{ products(orderBy: { field: " + field + ", direction: " + direction
                        + " }) { nodes { id } } }")
                .execute()
                .path("products.nodes[*].id")
                .entityList(String.class)
                .get();
    }

    @Test
    void aDescriptionThatIsNotSetIsNullAndAnEmptyOneIsEmpty() {
        Product without = catalog.product("Without").in(lamps).insert();
        Product empty = catalog.product("Empty").in(lamps).description("").insert();

        graphQl.document("{ nodes(ids: [\"" + without.id() + "\", \"" + empty.id()
                        + "\"]) { ... on Product { description } } }")
                .execute()
                .path("nodes")
                .matchesJsonStrictly("[{ \"description\": null }, { \"description\": \"\" }]");
    }

    private void assertIds(String document, String list, Product... expected) {
        graphQl.document(document)
                .execute()
                .path(list + "[*].id")
                .entityList(String.class)
                .isEqualTo(Stream.of(expected).map(Product::id).toList());
    }

    private void assertInt(String document, String path, int expected) {
        graphQl.document(document).execute().path(path).entity(Integer.class).isEqualTo(expected);
    }

    private void assertSize(String document, int expected) {
        graphQl.document(document)
                .execute()
                .path("list")
                .entityList(Object.class)
                .hasSize(expected);
    }
}
