package dev.catalog.category;

import dev.catalog.support.CatalogFixtures;
import dev.catalog.support.CatalogGatewayTest;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.graphql.test.tester.GraphQlTester;

/** What the rows of the categories table mean, odd and old ones included. */
@CatalogGatewayTest
class CategorySemanticsTests {

    private final CatalogFixtures catalog;
    private final GraphQlTester graphQl;

    CategorySemanticsTests(CatalogFixtures catalog, GraphQlTester graphQl) {
        this.catalog = catalog;
        this.graphQl = graphQl;
    }

    @BeforeEach
    void emptyCatalog() {
        catalog.clear();
    }

    @Test
    void theMenuHoldsActiveRootsByPositionNameAndId() {
        Category second = catalog.category("Lamps").slug("lamps-2").position(2).insert();
        Category third = catalog.category("Lamps").slug("lamps-3").position(2).insert();
        Category first = catalog.category("Chairs").position(2).insert();
        Category last = catalog.category("Attic").position(null).insert();
        Category top = catalog.category("Tables").position(-1).insert();
        catalog.category("Closed").inactive().insert();
        catalog.category("Unset").active(null).insert();

        assertIds("{ navigation { id } }", "navigation", top, first, second, third, last);
    }

    @Test
    void theMenuShowsActiveCategoriesByPositionNameAndIdAtEveryDepth() {
        Category lamps = catalog.category("Lamps").insert();
        Category desk = catalog.category("Desk").parent(lamps).position(null).insert();
        Category wall = catalog.category("Wall").parent(lamps).position(7).insert();
        catalog.category("Closed").parent(lamps).inactive().insert();
        catalog.category("Unset").parent(lamps).active(null).insert();
        Category brass = catalog.category("Brass").parent(desk).insert();
        catalog.category("Broken").parent(desk).inactive().insert();

        String document = "{ navigation { subcategories { id subcategories { id } } } }";
        assertIds(document, "navigation[*].subcategories", wall, desk);
        assertIds(document, "navigation[*].subcategories[*].subcategories", brass);
    }

    @Test
    void anActiveCategoryBelowAnInactiveRootIsNotInTheMenuButIsFoundBySlug() {
        Category archive = catalog.category("Archive").inactive().insert();
        Category boxes = catalog.category("Boxes").parent(archive).insert();

        assertIds("{ navigation { id } }", "navigation");
        assertId("{ categoryBySlug(slug: \"boxes\") { id } }", "categoryBySlug", boxes);
        assertIds("{ categoryBySlug(slug: \"boxes\") { ancestors { id } } }", "categoryBySlug.ancestors", archive);
    }

    @Test
    void aPositionThatIsNotSetComesLastInBothDirections() {
        Category unset = catalog.category("A").position(null).insert();
        Category alsoUnset = catalog.category("B").position(null).insert();
        Category most = catalog.category("C").position(Integer.MAX_VALUE).insert();
        Category least = catalog.category("D").position(Integer.MIN_VALUE).insert();

        String document = "{ categories(orderBy: { field: POSITION, direction: %s }) { nodes { id } } }";
        assertIds(document.formatted("ASC"), "categories.nodes", least, most, unset, alsoUnset);
        assertIds(document.formatted("DESC"), "categories.nodes", most, least, alsoUnset, unset);
    }

    @Test
    void equalNamesAreOrderedByIdInTheDirectionOfTheOrder() {
        Category first = catalog.category("Lamps").slug("z").insert();
        Category second = catalog.category("Lamps").slug("a").insert();

        String document = "{ categories(orderBy: { field: NAME, direction: %s }) { nodes { id } } }";
        assertIds(document.formatted("ASC"), "categories.nodes", first, second);
        assertIds(document.formatted("DESC"), "categories.nodes", second, first);
    }

    @Test
    void byTimeOfCreationTheNewestComeFirstUnlessSaidOtherwise() {
        Category older = catalog.category("Older").insert();
        Category newer = catalog.category("Newer").insert();

        assertIds("{ categories(orderBy: { field: CREATED_AT }) { nodes { id } } }", "categories.nodes", newer, older);
    }

    @Test
    void aCategoryWhoseParentIsGoneIsNoRootAndHasNoParent() {
        Category gone = catalog.category("Gone").insert();
        Category dangling = catalog.category("Dangling").parent(gone).insert();
        Category below = catalog.category("Below").parent(dangling).insert();
        catalog.delete(gone);

        assertIds("{ navigation { id } }", "navigation");
        assertIds("{ categories(filter: { roots: true }) { nodes { id } } }", "categories.nodes");
        assertIds("{ categories(filter: { roots: false }) { nodes { id } } }", "categories.nodes", below, dangling);
        graphQl.document("{ categoryBySlug(slug: \"dangling\") { parent { id } ancestors { id } } }")
                .execute()
                .path("categoryBySlug")
                .matchesJsonStrictly("{ \"parent\": null, \"ancestors\": [] }");
        assertIds("{ categoryBySlug(slug: \"below\") { ancestors { id } } }", "categoryBySlug.ancestors", dangling);
    }

    @Test
    void aCategoryThatIsItsOwnParentIsNoRootAndHasNoAncestors() {
        Category own = catalog.category("Own").insert();
        catalog.moveBelow(own, own);

        assertIds("{ navigation { id } }", "navigation");
        assertIds("{ categoryBySlug(slug: \"own\") { ancestors { id } } }", "categoryBySlug.ancestors");
        assertId("{ categoryBySlug(slug: \"own\") { parent { id } } }", "categoryBySlug.parent", own);
        assertIds("{ categoryBySlug(slug: \"own\") { subcategories { id } } }", "categoryBySlug.subcategories", own);
    }

    @Test
    void aRingOfParentsHasNoRootAndItsAncestorsEndBeforeTheyComeAgain() {
        Category ringA = catalog.category("Ring A").insert();
        Category ringB = catalog.category("Ring B").parent(ringA).insert();
        Category ringC = catalog.category("Ring C").parent(ringB).insert();
        Category spur = catalog.category("Spur").parent(ringC).insert();
        catalog.moveBelow(ringA, ringC);

        assertIds("{ navigation { id } }", "navigation");
        assertIds(
                "{ categoryBySlug(slug: \"ring-a\") { ancestors { id } } }", "categoryBySlug.ancestors", ringB, ringC);
        assertIds(
                "{ category(id: " + spur.databaseId() + ") { ancestors { id } } }",
                "category.ancestors",
                ringA,
                ringB,
                ringC);
    }

    @Test
    void ancestorsAreRootFirst() {
        Category root = catalog.category("Root").insert();
        Category shelf = catalog.category("Shelf").parent(root).insert();
        catalog.category("Box").parent(shelf).insert();

        assertIds("{ categoryBySlug(slug: \"box\") { ancestors { id } } }", "categoryBySlug.ancestors", root, shelf);
        assertIds("{ categoryBySlug(slug: \"root\") { ancestors { id } } }", "categoryBySlug.ancestors");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lamps", "LAMPS", " lamps", "lamps ", "l%", "l*", "lamp_", "la/mps?x=1", "", "ламри", "💡"})
    void aSlugIsMatchedExactly(String slug) {
        Category exact = catalog.category("Exact").slug(slug).insert();
        catalog.category("Lamp").slug("Lamps").insert();
        catalog.category("Lampshades").slug("lampsh").insert();

        graphQl.document("query ($slug: String!) { categoryBySlug(slug: $slug) { id } }")
                .variable("slug", slug)
                .execute()
                .path("categoryBySlug.id")
                .entity(String.class)
                .isEqualTo(exact.id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Lamps", "lamps ", "l%", "lamp_", "lamps\0", "\uD83D", ""})
    void aSlugThatNoRowHasFindsNothing(String slug) {
        catalog.category("Lamps").insert();

        graphQl.document("query ($slug: String!) { categoryBySlug(slug: $slug) { id } }")
                .variable("slug", slug)
                .execute()
                .path("categoryBySlug")
                .valueIsNull();
    }

    private void assertIds(String document, String list, Category... expected) {
        graphQl.document(document)
                .execute()
                .path(list + "[*].id")
                .entityList(String.class)
                .isEqualTo(Stream.of(expected).map(Category::id).toList());
    }

    private void assertId(String document, String path, Category expected) {
        graphQl.document(document)
                .execute()
                .path(path + ".id")
                .entity(String.class)
                .isEqualTo(expected.id());
    }
}
