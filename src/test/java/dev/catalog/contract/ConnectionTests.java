package dev.catalog.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.category.Category;
import dev.catalog.contract.ListField.Edge;
import dev.catalog.contract.ListField.Page;
import dev.catalog.contract.ListField.PageInfo;
import dev.catalog.support.CatalogFixtures;
import dev.catalog.support.CatalogGatewayTest;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.graphql.test.tester.GraphQlTester;

/** Pages after Relay's specification of cursor connections. */
@CatalogGatewayTest
class ConnectionTests {

    private final CatalogFixtures catalog;
    private final GraphQlTester graphQl;

    ConnectionTests(CatalogFixtures catalog, GraphQlTester graphQl) {
        this.catalog = catalog;
        this.graphQl = graphQl;
    }

    @BeforeEach
    void fillCatalog() {
        ListField.fill(catalog);
    }

    @ParameterizedTest
    @EnumSource
    void theFirstPageBeginsTheList(ListField list) {
        Page page = list.pageOf(graphQl, "first: 2");

        assertThat(page.names()).containsExactly("1", "2");
        assertIsPlaced(page, false, true);
    }

    @ParameterizedTest
    @EnumSource
    void nodesAreThoseOfTheEdges(ListField list) {
        Page page = list.pageOf(graphQl, "first: 5");

        assertThat(page.nodes()).isEqualTo(page.edges().stream().map(Edge::node).toList());
        assertThat(page.edges()).extracting(Edge::cursor).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void afterTheEndCursorComesTheNextPage(ListField list) {
        Page page = list.pageOf(graphQl, "first: 2, " + list.after(graphQl, "2"));

        assertThat(page.names()).containsExactly("3", "4");
        assertIsPlaced(page, true, true);
    }

    @ParameterizedTest
    @EnumSource
    void theLastPageMayBeShort(ListField list) {
        Page page = list.pageOf(graphQl, "first: 2, " + list.after(graphQl, "4"));

        assertThat(page.names()).containsExactly("5");
        assertIsPlaced(page, true, false);
    }

    @ParameterizedTest
    @EnumSource
    void aPageThatHoldsTheWholeListHasNoNeighbours(ListField list) {
        Page page = list.pageOf(graphQl, "first: 5");

        assertThat(page.names()).containsExactly("1", "2", "3", "4", "5");
        assertIsPlaced(page, false, false);
    }

    @ParameterizedTest
    @EnumSource
    void readBackwardsThePageEndsTheListInItsOwnOrder(ListField list) {
        Page page = list.pageOf(graphQl, "last: 2");

        assertThat(page.names()).containsExactly("4", "5");
        assertIsPlaced(page, true, false);
    }

    @ParameterizedTest
    @EnumSource
    void beforeTheStartCursorComesThePreviousPage(ListField list) {
        Page page = list.pageOf(graphQl, "last: 2, " + list.before(graphQl, "4"));

        assertThat(page.names()).containsExactly("2", "3");
        assertIsPlaced(page, true, true);
    }

    @ParameterizedTest
    @EnumSource
    void readBackwardsTheFirstPageHasNoPreviousOne(ListField list) {
        Page page = list.pageOf(graphQl, "last: 3, " + list.before(graphQl, "3"));

        assertThat(page.names()).containsExactly("1", "2");
        assertIsPlaced(page, false, true);
    }

    @ParameterizedTest
    @EnumSource
    void twoCursorsBoundARangeOfWhichFirstTakesTheHead(ListField list) {
        Page page = between(list, "first: 2", "1", "5");

        assertThat(page.names()).containsExactly("2", "3");
        assertIsPlaced(page, true, true);
    }

    @ParameterizedTest
    @EnumSource
    void twoCursorsBoundARangeOfWhichLastTakesTheTail(ListField list) {
        Page page = between(list, "last: 2", "1", "5");

        assertThat(page.names()).containsExactly("3", "4");
        assertIsPlaced(page, true, true);
    }

    @ParameterizedTest
    @EnumSource
    void aWholeRangeKnowsTheRowsBesideIt(ListField list) {
        Page page = between(list, "first: 10", "1", "5");

        assertThat(page.names()).containsExactly("2", "3", "4");
        assertIsPlaced(page, true, true);
    }

    @ParameterizedTest
    @EnumSource
    void aRangeThatEndsBeforeItBeginsIsEmpty(ListField list) {
        assertThat(between(list, "first: 2", "4", "2").edges()).isEmpty();
        assertThat(between(list, "last: 2", "4", "2").edges()).isEmpty();
        assertThat(between(list, "first: 2", "3", "3").edges()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void afterTheLastRowThereIsAnEmptyPage(ListField list) {
        Page page = list.pageOf(graphQl, "first: 2, " + list.after(graphQl, "5"));

        assertThat(page.edges()).isEmpty();
        assertThat(page.pageInfo()).isEqualTo(new PageInfo(true, false, null, null));
    }

    @ParameterizedTest
    @EnumSource
    void beforeTheFirstRowThereIsAnEmptyPage(ListField list) {
        Page page = list.pageOf(graphQl, "last: 2, " + list.before(graphQl, "1"));

        assertThat(page.edges()).isEmpty();
        assertThat(page.pageInfo()).isEqualTo(new PageInfo(false, true, null, null));
    }

    @ParameterizedTest
    @EnumSource
    void aPageOfSizeZeroIsEmptyAndKnowsThatRowsAreThere(ListField list) {
        Page first = list.pageOf(graphQl, "first: 0");
        Page last = list.pageOf(graphQl, "last: 0");

        assertThat(first.edges()).isEmpty();
        assertThat(first.nodes()).isEmpty();
        assertThat(first.totalCount()).isEqualTo(5);
        assertThat(first.pageInfo()).isEqualTo(new PageInfo(false, true, null, null));
        assertThat(last.edges()).isEmpty();
        assertThat(last.pageInfo()).isEqualTo(new PageInfo(true, false, null, null));
    }

    @ParameterizedTest
    @EnumSource
    void nullArgumentsAreAbsentOnes(ListField list) {
        Page page = list.pageOf(graphQl, "first: null, after: null, last: null, before: null");

        assertThat(page.names()).containsExactly("1", "2", "3", "4", "5");
        assertThat(list.pageOf(graphQl, "first: null, last: 1").names()).containsExactly("5");
    }

    @ParameterizedTest
    @EnumSource
    void theTotalCountIsTheListsWhateverThePage(ListField list) {
        assertThat(list.pageOf(graphQl, "first: 1").totalCount()).isEqualTo(5);
        assertThat(list.pageOf(graphQl, "last: 2, " + list.before(graphQl, "2")).totalCount())
                .isEqualTo(5);
    }

    @Test
    void withoutASizeAPageHoldsTwentyRows() {
        Category bulbs = catalog.category("Bulbs").insert();
        IntStream.range(0, 21)
                .forEach(n -> catalog.product("Bulb " + n).in(bulbs).insert());

        Page page = ListField.PRODUCTS.pageOf(graphQl, "filter: { categorySlug: \"bulbs\" }");

        assertThat(page.edges()).hasSize(20);
        assertIsPlaced(page, false, true);
    }

    @Test
    void anEmptyListHasAnEmptyPage() {
        catalog.clear();

        assertThat(ListField.page(graphQl, "products(first: 100)"))
                .isEqualTo(new Page(List.of(), List.of(), 0, new PageInfo(false, false, null, null)));
    }

    private Page between(ListField list, String size, String after, String before) {
        return list.pageOf(graphQl, String.join(", ", size, list.after(graphQl, after), list.before(graphQl, before)));
    }

    private static void assertIsPlaced(Page page, boolean hasPreviousPage, boolean hasNextPage) {
        assertThat(page.pageInfo())
                .isEqualTo(new PageInfo(
                        hasPreviousPage,
                        hasNextPage,
                        page.edges().getFirst().cursor(),
                        page.edges().getLast().cursor()));
    }
}
