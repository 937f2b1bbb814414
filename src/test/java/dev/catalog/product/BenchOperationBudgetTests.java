package dev.catalog.product;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.support.CatalogFixtures;
import dev.catalog.support.CatalogGatewayTest;
import dev.catalog.support.QueryCounter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.graphql.test.tester.GraphQlTester;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The operations that are loaded to measure speed, and what a client may make of them, cost few statements where nothing is cached. */
@CatalogGatewayTest
@ParameterizedClass(name = "{0}")
@EnumSource
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BenchOperationBudgetTests {

    private static final Path FOLDER = Path.of("bench/operations");

    /**
     * What an operation may cost.
     *
     * @param changes what is written in the place of what in its document
     */
    record Goal(String operation, int statements, Map<String, String> changes) {

        @Override
        public String toString() {
            return changes.isEmpty() ? operation : operation + " with " + changes;
        }
    }

    private static final List<Goal> GOALS = List.of(
            new Goal("homepage", 2, Map.of()),
            new Goal("homepage", 2, Map.of("first: 8", "first: 100")),
            new Goal("homepage", 3, Map.of("price", "price createdAt category { parent { id } }")),
            new Goal("category-page", 2, Map.of()),
            new Goal("category-page", 2, Map.of("first: 50", "last: 2")),
            new Goal("category-page", 2, Map.of("} } }", "} } pageInfo { hasNextPage endCursor } }")),
            new Goal("category-page", 3, Map.of("} } }", "} } totalCount }")),
            new Goal("navigation", 3, Map.of()),
            new Goal("navigation", 3, Map.of("productCount", "productCount(includeSubcategories: true)")),
            new Goal("navigation", 3, Map.of("slug subcategories", "slug productCount subcategories")),
            new Goal("three-levels", 5, Map.of()),
            new Goal("three-levels", 5, Map.of("first: 5", "last: 100, orderBy: { field: PRICE }")),
            new Goal("three-levels", 5, Map.of("price }", "price category { slug parent { slug } } }")),
            new Goal("three-levels", 5, Map.of("first: 5) {", "first: 5, filter: { search: \"box\" }) { totalCount")),
            new Goal("product", 2, Map.of()),
            new Goal("product", 3, Map.of("parent {", "parent { parent { name }")),
            new Goal("product", 3, Map.of("parent {", "ancestors { slug } parent {")));

    private final CatalogFixtures catalog;
    private final QueryCounter queries;
    private final GraphQlTester graphQl;

    @Parameter
    private SampleCatalog.Size size = SampleCatalog.Size.SMALL;

    private SampleCatalog sample;

    BenchOperationBudgetTests(CatalogFixtures catalog, QueryCounter queries, GraphQlTester graphQl) {
        this.catalog = catalog;
        this.queries = queries;
        this.graphQl = graphQl;
    }

    @BeforeAll
    void fillCatalog() {
        sample = SampleCatalog.fill(catalog, size);
    }

    static Stream<Arguments> goals() {
        return GOALS.stream().map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("goals")
    void costsNoMoreThanItsGoal(Goal goal) throws IOException {
        JsonNode body = new JsonMapper().readTree(Files.readString(FOLDER.resolve(goal.operation() + ".json")));
        String document = body.path("query").asString();
        for (Map.Entry<String, String> change : goal.changes().entrySet()) {
            assertThat(document).contains(change.getKey());
            document = document.replace(change.getKey(), change.getValue());
        }
        GraphQlTester.Request<?> request = graphQl.document(document);
        body.path("variables").forEachEntry((name, _) -> request.variable(name, shown(name)));
        catalog.evict();

        List<String> statements =
                queries.during(() -> request.execute().errors().verify());

        assertThat(statements).hasSizeBetween(1, goal.statements());
    }

    /** The value of a variable over the catalog at hand. */
    private Object shown(String variable) {
        return switch (variable) {
            case "slug" -> sample.shelf().slug();
            case "id" -> sample.product().databaseId();
            default -> throw new IllegalArgumentException(variable);
        };
    }

    @Test
    void everyOperationHasAGoal() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(file -> file.endsWith(".json"))
                            .map(file -> file.replace(".json", "")))
                    .containsExactlyInAnyOrderElementsOf(
                            GOALS.stream().map(Goal::operation).distinct().toList());
        }
    }
}
