package dev.catalog.contract;

import static dev.catalog.contract.Answer.Refusal.badUserInput;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.category.Category;
import dev.catalog.contract.ListField.Page;
import dev.catalog.product.Product;
import dev.catalog.support.CatalogFixtures;
import dev.catalog.support.CatalogGatewayTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.graphql.test.tester.GraphQlTester;

/** What is refused as a size or a cursor, and that the error says so. */
@CatalogGatewayTest
class PagingArgumentTests {

    private static final String OTHER_LIST =
            " is not a cursor of this list: it must come from the same field, filter and order";

    private final CatalogFixtures catalog;
    private final GraphQlTester graphQl;

    PagingArgumentTests(CatalogFixtures catalog, GraphQlTester graphQl) {
        this.catalog = catalog;
        this.graphQl = graphQl;
    }

    @BeforeEach
    void fillCatalog() {
        ListField.fill(catalog);
    }

    @ParameterizedTest
    @EnumSource
    void aSizeOutOfBoundsIsRefusedByItsName(ListField list) {
        assertRefused(list, "first: -1", "first must be from 0 to 100, not -1");
        assertRefused(list, "first: 101", "first must be from 0 to 100, not 101");
        assertRefused(list, "last: -1", "last must be from 0 to 100, not -1");
        assertRefused(list, "last: 101", "last must be from 0 to 100, not 101");
    }

    @ParameterizedTest
    @EnumSource
    void bothSizesTogetherAreRefused(ListField list) {
        assertRefused(list, "first: 1, last: 1", "last can't be given together with first");
        assertRefused(list, "first: 0, last: 0", "last can't be given together with first");
    }

    @ParameterizedTest
    @EnumSource
    void theLargestPageIsTaken(ListField list) {
        assertThat(list.pageOf(graphQl, "first: 100").names()).hasSize(5);
        assertThat(list.pageOf(graphQl, "last: 100").names()).hasSize(5);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNoCursorIsRefusedByItsArgument(ListField list) {
        for (String text : List.of("", "x", "!", "AQ", "null", "0".repeat(90_000), "\\u0000", "cursor:1")) {
            assertRefused(list, "after: \"" + text + "\"", "after" + OTHER_LIST);
            assertRefused(list, "before: \"" + text + "\"", "before" + OTHER_LIST);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCursorThatWasTamperedWithIsRefused(ListField list) {
        String cursor = list.cursor(graphQl, "3");

        for (int i = 0; i < cursor.length(); i++) {
            char other = cursor.charAt(i) == 'A' ? 'Q' : 'A';
            String changed = cursor.substring(0, i) + other + cursor.substring(i + 1);
            assertRefused(list, "after: \"" + changed + "\"", "after" + OTHER_LIST);
        }
        assertRefused(list, "after: \"" + cursor + "A\"", "after" + OTHER_LIST);
        assertRefused(list, "before: \"" + cursor + "=\"", "before" + OTHER_LIST);
    }

    @ParameterizedTest
    @EnumSource
    void aCursorOfAnotherFieldIsRefused(ListField list) {
        for (ListField other : ListField.values()) {
            if (other != list) {
                assertRefused(list, "after: \"" + other.cursor(graphQl, "3") + "\"", "after" + OTHER_LIST);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"PRODUCTS", "PRODUCTS_OF_A_CATEGORY", "CATEGORIES"})
    void aCursorOfAnotherOrderIsRefused(ListField list) {
        String ascending =
                list.pageOf(graphQl, "orderBy: { field: NAME }").pageInfo().endCursor();
        String newest = list.pageOf(graphQl, "orderBy: { field: CREATED_AT }")
                .pageInfo()
                .endCursor();

        assertRefused(
                list, "orderBy: { field: NAME, direction: DESC }, after: \"" + ascending + "\"", "after" + OTHER_LIST);
        assertRefused(list, "orderBy: { field: NAME }, before: \"" + newest + "\"", "before" + OTHER_LIST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "minPrice: 2",
                "maxPrice: 1",
                "minPrice: 1, maxPrice: 20",
                "minPrice: 1, featured: false",
                "minPrice: 1, search: \"3\"",
                "minPrice: 1, ids: []",
                "minPrice: 1, categorySlug: \"lamps\"",
                "minPrice: 1, categoryId: 1"
            })
    void aCursorOfAnotherFilterIsRefused(String filter) {
        String cursor = ListField.PRODUCTS
                .pageOf(graphQl, "filter: { minPrice: 1 }")
                .pageInfo()
                .endCursor();

        assertRefused(
                ListField.PRODUCTS, "filter: { " + filter + " }, after: \"" + cursor + "\"", "after" + OTHER_LIST);
    }

    @Test
    void aCursorOfAnotherParentIsRefused() {
        Category bulbs = catalog.category("Bulbs").insert();
        catalog.product("3").in(bulbs).insert();
        String cursor = ListField.PRODUCTS_OF_A_CATEGORY.cursor(graphQl, "3");

        Answer answer = Answer.to(
                graphQl,
                "query ($after: String) { categoryBySlug(slug: \"bulbs\") { products(after: $after) { totalCount } } }",
                Map.of("after", cursor));

        assertThat(answer.errors()).containsExactly(badUserInput("categoryBySlug.products", "after" + OTHER_LIST));
    }

    @Test
    void equalListsShareTheirCursorsHoweverTheyAreWritten() {
        String before = ListField.PRODUCTS.before(graphQl, "3");

        Page page = ListField.PRODUCTS.pageOf(graphQl, """
                filter: { ids: null, includeInactive: false, includeSubcategories: null }
                orderBy: { direction: ASC, field: NAME } last: 2
                """ + before);

        assertThat(page.names()).containsExactly("1", "2");
    }

    @Test
    void aCursorOutlivesItsRow() {
        Product lamp = catalog.product("3a").insert();
        String after = ListField.PRODUCTS.after(graphQl, "3a");
        catalog.delete(lamp);
        catalog.evict();

        assertThat(ListField.PRODUCTS.pageOf(graphQl, after).names()).containsExactly("4", "5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"featuredProducts", "popularProducts"})
    void aListWithoutPagesKeepsTheBoundsToo(String field) {
        assertThat(Answer.to(graphQl, "{ " + field + "(first: -1) { id } }").errors())
                .containsExactly(badUserInput(field, "first must be from 0 to 100, not -1"));
        assertThat(Answer.to(graphQl, "{ " + field + "(first: 101) { id } }").errors())
                .containsExactly(badUserInput(field, "first must be from 0 to 100, not 101"));
        assertThat(Answer.to(graphQl, "{ " + field + "(first: 0) { id } }"))
                .isEqualTo(new Answer(Map.of(field, List.of()), List.of()));
    }

    @Test
    void aRefusedFieldLeavesTheOthers() {
        Answer answer = Answer.to(graphQl, "{ bad: products(first: 101) { totalCount } good: productCount }");

        assertThat(answer.data()).containsEntry("bad", null).containsEntry("good", 5);
        assertThat(answer.errors()).containsExactly(badUserInput("bad", "first must be from 0 to 100, not 101"));
    }

    @Test
    void aVariableThatIsNoSizeIsRefused() {
        String document = "query ($first: Int) { products(first: $first) { totalCount } }";

        for (Object first : List.of("2", 2_147_483_648L, 1.5, true, List.of(1, 2))) {
            assertThat(Answer.to(graphQl, document, Map.of("first", first)).errors())
                    .singleElement()
                    .satisfies(error -> {
                        assertThat(error.code()).isEqualTo("BAD_USER_INPUT");
                        assertThat(error.message()).contains("first");
                    });
        }
    }

    private void assertRefused(ListField list, String arguments, String message) {
        assertThat(Answer.to(graphQl, list.document(arguments)).errors())
                .containsExactly(badUserInput(list.path(), message));
    }
}
