package dev.catalog.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.category.Category;
import dev.catalog.support.CatalogFixtures;
import dev.catalog.support.CatalogGatewayTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.graphql.ResponseError;
import org.springframework.graphql.test.tester.GraphQlTester;

/** A cursor is good for its own list alone: its field, parent, filter and order. */
@CatalogGatewayTest
class CursorBindingTests {

    private static final String PAGE = " { edges { cursor } pageInfo { startCursor endCursor } } ";

    private final CatalogFixtures catalog;
    private final GraphQlTester graphQl;
    private Category lamps;
    private Category chairs;

    CursorBindingTests(CatalogFixtures catalog, GraphQlTester graphQl) {
        this.catalog = catalog;
        this.graphQl = graphQl;
    }

    @BeforeEach
    void fillCatalog() {
        catalog.clear();
        lamps = catalog.category("Lamps").insert();
        chairs = catalog.category("Chairs").insert();
        for (Category shelf : List.of(lamps, chairs)) {
            catalog.product("First of " + shelf.name()).in(shelf).insert();
            catalog.product("Second of " + shelf.name()).in(shelf).insert();
        }
    }

    @Test
    void pageInfoNamesTheCursorsOfTheFirstAndTheLastEdge() {
        GraphQlTester.Response answer =
                graphQl.document("{ list: products(first: 3)" + PAGE + "}").execute();
        List<String> cursors = answer.path("list.edges[*].cursor")
                .entityList(String.class)
                .hasSize(3)
                .get();

        answer.path("list.pageInfo.startCursor").entity(String.class).isEqualTo(cursors.getFirst());
        answer.path("list.pageInfo.endCursor").entity(String.class).isEqualTo(cursors.getLast());
    }

    @Test
    void anEmptyPageHasNoCursors() {
        GraphQlTester.Response answer =
                graphQl.document("{ list: products(first: 0)" + PAGE + "}").execute();

        answer.path("list.pageInfo").matchesJsonStrictly("{ \"startCursor\": null, \"endCursor\": null }");
    }

    @Test
    void anotherSizeAndTheOrderSpelledOutAreStillTheSameList() {
        String cursor = cursor("products(first: 1%s)");

        assertThat(errors("products(last: 1, before: \"%s\")", cursor)).isEmpty();
        assertThat(errors(
                        "products(first: 7, after: \"%s\", orderBy: { field: NAME, direction: ASC }, filter: {})",
                        cursor))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "products(after: \"%s\", orderBy: { field: PRICE })",
                "products(after: \"%s\", orderBy: { field: NAME, direction: DESC })",
                "products(after: \"%s\", filter: { featured: false })",
                "products(before: \"%s\", filter: { categorySlug: \"lamps\" })",
                "productsByCategory(slug: \"lamps\", after: \"%s\")",
                "categories(after: \"%s\", orderBy: { field: NAME })",
                "categories(before: \"%s\")"
            })
    void theCursorOfAnotherListIsRefused(String field) {
        assertRefused(field, cursor("products(first: 1%s)"));
    }

    @Test
    void theCursorOfAnotherParentIsRefused() {
        String cursor = graphQl.document("{ category(id: %d) { products(first: 1) { edges { cursor } } } }"
                        .formatted(lamps.databaseId()))
                .execute()
                .path("category.products.edges[0].cursor")
                .entity(String.class)
                .get();
        String below = "category(id: %d) { products(after: \"%s\") { nodes { id } } }";

        assertThat(codes("{ " + below.formatted(lamps.databaseId(), cursor) + " }"))
                .isEmpty();
        assertThat(codes("{ " + below.formatted(chairs.databaseId(), cursor) + " }"))
                .containsExactly("BAD_USER_INPUT");
    }

    @Test
    void aCursorWithAnyCharacterChangedIsRefused() {
        String cursor = cursor("products(first: 1%s)");

        for (int i = 0; i < cursor.length(); i++) {
            char other = cursor.charAt(i) == 'A' ? 'B' : 'A';
            assertRefused("products(after: \"%s\")", cursor.substring(0, i) + other + cursor.substring(i + 1));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "x", "AQ", "ÄÖ", "AQ==", "eyJpZCI6MX0", "\\u0000"})
    void whatIsNoCursorIsRefused(String cursor) {
        assertRefused("products(after: \"%s\")", cursor);
        assertRefused("categories(before: \"%s\")", cursor);
    }

    @Test
    void aCursorWithMoreOrLessBehindItIsRefused() {
        String cursor = cursor("products(first: 1%s)");

        for (String changed : List.of(cursor + "A", cursor + "AAAA", cursor + "=", cursor.substring(1))) {
            assertRefused("products(after: \"%s\")", changed);
        }
    }

    private String cursor(String field) {
        return graphQl.document("{ list: " + field.formatted("") + PAGE + "}")
                .execute()
                .path("list.pageInfo.endCursor")
                .entity(String.class)
                .get();
    }

    private void assertRefused(String field, String cursor) {
        String argument = field.contains("before") ? "before" : "after";
        assertThat(errors(field, cursor)).as(cursor).singleElement().satisfies(error -> {
            assertThat(error.getExtensions()).containsEntry("code", "BAD_USER_INPUT");
            assertThat(error.getMessage()).startsWith(argument + " is not a cursor of this list");
        });
    }

    private List<String> codes(String document) {
        return graphQl.document(document).execute().returnResponse().getErrors().stream()
                .map(error -> String.valueOf(error.getExtensions().get("code")))
                .toList();
    }

    private List<ResponseError> errors(String field, String cursor) {
        return graphQl.document("{ list: " + field.formatted(cursor) + " { nodes { id } } }")
                .execute()
                .returnResponse()
                .getErrors();
    }
}
