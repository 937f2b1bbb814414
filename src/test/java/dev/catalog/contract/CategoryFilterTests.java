package dev.catalog.contract;

import static dev.catalog.contract.Answer.Refusal.badUserInput;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.category.Category;
import dev.catalog.contract.ListField.Page;
import dev.catalog.contract.ListField.PageInfo;
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

/** Which categories a filter lists, and what a category lists that is inactive or unknown. */
@CatalogGatewayTest
class CategoryFilterTests {

    private final CatalogFixtures catalog;
    private final GraphQlTester graphQl;
    private Category lighting;
    private Category lamps;
    private Category attic;

    CategoryFilterTests(CatalogFixtures catalog, GraphQlTester graphQl) {
        this.catalog = catalog;
        this.graphQl = graphQl;
    }

    @BeforeEach
    void fillCatalog() {
        catalog.clear();
        lighting = catalog.category("Lighting").position(1).insert();
        lamps = catalog.category("Lamps").parent(lighting).position(2).insert();
        catalog.category("Stray").parentId(Long.MAX_VALUE).position(null).insert();
        attic = catalog.category("Attic").position(0).inactive().insert();
        catalog.category("Cellar").parent(attic).position(3).insert();
        catalog.category("Forgotten").active(null).insert();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "filter: null",
                "filter: {}",
                "filter: { ids: null, parentId: null, roots: null, includeInactive: null, search: null }",
                "filter: { includeInactive: false }",
                "orderBy: null",
                "orderBy: { field: POSITION, direction: null }"
            })
    void nullAndAbsentAreNoCondition(String arguments) {
        assertThat(names(arguments)).containsExactly("Lighting", "Lamps", "Cellar", "Stray");
    }

    @Test
    void aRootHasNoParentNotEvenOneThatIsGone() {
        assertThat(names("filter: { roots: true }")).containsExactly("Lighting");
        assertThat(names("filter: { roots: false }")).containsExactly("Lamps", "Cellar", "Stray");
    }

    @Test
    void aParentListsWhatIsDirectlyBelowWhetherItIsActiveOrNot() {
        assertThat(names("filter: { parentId: \"" + lighting.id() + "\" }")).containsExactly("Lamps");
        assertThat(names("filter: { parentId: " + attic.databaseId() + " }")).containsExactly("Cellar");
        assertThat(names("filter: { parentId: " + Long.MAX_VALUE + " }")).containsExactly("Stray");
        assertThat(names("filter: { parentId: 0 }")).isEmpty();
    }

    @Test
    void idsAreBounded() {
        assertThat(names("filter: { ids: [" + lamps.databaseId() + ", \"" + lighting.id() + "\"] }"))
                .containsExactly("Lighting", "Lamps");
        assertThat(names("filter: { ids: [] }")).isEmpty();
        assertThat(names("filter: { ids: [" + attic.databaseId() + "] }")).isEmpty();
        assertThat(names("filter: { ids: " + ids(100) + " }")).isEmpty();
        assertThat(Answer.to(graphQl, "{ categories(filter: { ids: " + ids(101) + " }) { totalCount } }")
                        .errors())
                .containsExactly(badUserInput("categories", "filter.ids must hold at most 100 ids, not 101"));
    }

    @Test
    void contradictionsMatchNothing() {
        assertThat(names("filter: { roots: true, parentId: " + lighting.databaseId() + " }"))
                .isEmpty();
        assertThat(names("filter: { roots: true, ids: [" + lamps.databaseId() + "] }"))
                .isEmpty();
    }

    @Test
    void rowsWithoutAPositionComeLastInBothDirections() {
        assertThat(names("orderBy: { field: POSITION, direction: ASC }"))
                .containsExactly("Lighting", "Lamps", "Cellar", "Stray");
        assertThat(names("orderBy: { field: POSITION, direction: DESC }"))
                .containsExactly("Cellar", "Lamps", "Lighting", "Stray");
    }

    @ParameterizedTest
    @ValueSource(strings = {"attic", "forgotten", "unknown", "", "Lamps", "lamp%", "\\u0000"})
    void aCategoryThatIsInactiveOrUnknownListsAnEmptyPage(String slug) {
        catalog.product("Old lamp").in(attic).insert();
        catalog.product("Brass lamp").in(lamps).insert();

        Page page = ListField.page(graphQl, "productsByCategory(slug: \"" + slug + "\")");

        assertThat(page).isEqualTo(new Page(List.of(), List.of(), 0, new PageInfo(false, false, null, null)));
    }

    @Test
    void aCategoryThatIsInactiveOrUnknownIsNotFound() {
        for (String field : List.of(
                "categoryBySlug(slug: \"attic\")",
                "categoryBySlug(slug: \"unknown\")",
                "categoryBySlug(slug: \"\\u0000\")",
                "category(id: " + attic.databaseId() + ")")) {
            Answer answer = Answer.to(graphQl, "{ found: " + field + " { id } }");

            assertThat(answer.errors()).isEmpty();
            assertThat(answer.data()).containsEntry("found", null);
        }
    }

    /** Asks for the list and for its count, which must agree. */
    private List<String> names(String arguments) {
        Page page = ListField.page(graphQl, "categories(" + arguments + ")");
        assertThat(page.totalCount()).isEqualTo(page.names().size());
        return page.names();
    }

    private static String ids(int count) {
        return LongStream.range(0, count)
                .map(n -> Long.MAX_VALUE - n)
                .mapToObj(Long::toString)
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
