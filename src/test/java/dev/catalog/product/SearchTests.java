package dev.catalog.product;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.category.Category;
import dev.catalog.support.CatalogFixtures;
import dev.catalog.support.CatalogGatewayTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.graphql.test.tester.GraphQlTester;

@CatalogGatewayTest
class SearchTests {

    private static final String PAGE = """
            query Search($search: String!, $first: Int, $after: String, $last: Int, $before: String) {
              products(first: $first, after: $after, last: $last, before: $before,
                       filter: {search: $search}, orderBy: {field: RELEVANCE}) {
                totalCount
                nodes { name }
                pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
              }
            }""";

    private final CatalogFixtures catalog;
    private final GraphQlTester graphQl;
    private Category lighting;
    private Category kitchen;

    SearchTests(CatalogFixtures catalog, GraphQlTester graphQl) {
        this.catalog = catalog;
        this.graphQl = graphQl;
    }

    @BeforeEach
    void stockTheShelves() {
        catalog.clear();
        lighting = catalog.category("Lämps & lighting").insert();
        kitchen = catalog.category("Kitchen").insert();
        catalog.product("Brass lamp").in(lighting).insert();
        catalog.product("Lampshade").in(lighting).insert();
        catalog.product("Reading light")
                .description("A lamp for readers")
                .in(lighting)
                .insert();
        catalog.product("Lamp oil").in(lighting).insert();
        catalog.product("Crème brûlée torch").in(kitchen).insert();
        catalog.product("Chair").in(kitchen).insert();
        catalog.product("Old lamp").in(kitchen).inactive().insert();
    }

    @ParameterizedTest
    @CsvSource({
        "LAMP, Brass lamp|Lamp oil|Lampshade|Reading light",
        "lamp bra, Brass lamp",
        "reader lamp, Reading light",
        "creme bru, Crème brûlée torch",
        "lampshade, Lampshade",
        "shade, ''",
        "lapm, Brass lamp|Lamp oil|Lampshade",
        "chiar, Chair",
        "'?!', ''",
    })
    void everyWordStartsAWordOrElseNearlyDoes(String search, String names) {
        assertThat(names(search, null)).isEqualTo(names.isEmpty() ? List.of() : List.of(names.split("\\|", -1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lamp & !brass | x:*", "'lamp'", "lamp\\", "lamp)(", "<-> lamp", "lamp\u0000", "%lamp_"})
    void operatorsAreOnlyWhiteSpace(String search) {
        List<String> names = names(search, null);

        assertThat(names)
                .allMatch(name -> name.toLowerCase(java.util.Locale.ROOT).contains("l"));
    }

    @Test
    void theBestMatchComesFirst() {
        assertThat(relevant("lamp", Map.of())).startsWith("Lamp oil").endsWith("Reading light");
    }

    @Test
    void pagesByRelevanceNeitherSkipNorRepeat() {
        List<String> all = relevant("lamp", Map.of());
        List<String> paged = new ArrayList<>();
        String after = null;
        for (int page = 0; page < all.size(); page++) {
            GraphQlTester.Response response =
                    page("lamp", after == null ? Map.of("first", 1) : Map.of("first", 1, "after", after));
            paged.addAll(response.path("products.nodes[*].name")
                    .entityList(String.class)
                    .get());
            after = response.path("products.pageInfo.endCursor")
                    .entity(String.class)
                    .get();
            response.path("products.pageInfo.hasNextPage").entity(Boolean.class).isEqualTo(page < all.size() - 1);
        }

        assertThat(paged).isEqualTo(all);
        assertThat(relevant("lamp", Map.of("last", 2))).isEqualTo(all.subList(all.size() - 2, all.size()));
    }

    @Test
    void theCountIsOfTheWholeResult() {
        page("lamp", Map.of("first", 1))
                .path("products.totalCount")
                .entity(Integer.class)
                .isEqualTo(4);
    }

    @Test
    void misspellingsMatchWithinTheOtherFilters() {
        assertThat(names("lamp", kitchen)).isEmpty();
        assertThat(names("lapm", lighting)).containsExactly("Brass lamp", "Lamp oil", "Lampshade");
        catalog.product("Lapm").in(kitchen).insert();
        catalog.evict();

        assertThat(names("lapm", kitchen)).containsExactly("Lapm");
        assertThat(names("lapm", lighting)).containsExactly("Brass lamp", "Lamp oil", "Lampshade");
        assertThat(names("lapm", null)).containsExactly("Lapm");
    }

    @Test
    void aCategorysOwnListIsSearchedByItself() {
        graphQl.document("""
                        query { category(id: %d) { products(filter: {search: "lapm"}) { totalCount nodes { name } } } }
                        """.formatted(lighting.databaseId()))
                .execute()
                .path("category.products.nodes[*].name")
                .entityList(String.class)
                .containsExactly("Brass lamp", "Lamp oil", "Lampshade")
                .path("category.products.totalCount")
                .entity(Integer.class)
                .isEqualTo(3);
    }

    @Test
    void categoriesAreSearchedByName() {
        graphQl.document("{ categories(filter: {search: \"lamp\"}) { totalCount nodes { name } } }")
                .execute()
                .path("categories.nodes[*].name")
                .entityList(String.class)
                .containsExactly("Lämps & lighting")
                .path("categories.totalCount")
                .entity(Integer.class)
                .isEqualTo(1);
    }

    private List<String> names(String search, @Nullable Category category) {
        Map<String, Object> filter =
                category == null ? Map.of("search", search) : Map.of("search", search, "categoryId", category.id());
        return graphQl.document("query($filter: ProductFilter) { products(filter: $filter) { nodes { name } } }")
                .variable("filter", filter)
                .execute()
                .path("products.nodes[*].name")
                .entityList(String.class)
                .get();
    }

    private List<String> relevant(String search, Map<String, Object> arguments) {
        return page(search, arguments)
                .path("products.nodes[*].name")
                .entityList(String.class)
                .get();
    }

    private GraphQlTester.Response page(String search, Map<String, Object> arguments) {
        return graphQl.document(PAGE)
                .variable("search", search)
                .variables(arguments)
                .execute();
    }
}
