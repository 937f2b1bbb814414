package dev.catalog.product;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.support.CatalogFixtures;
import dev.catalog.support.CatalogGatewayTest;
import dev.catalog.support.QueryCounter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.graphql.test.tester.GraphQlTester;

/** Every operation costs a fixed number of statements where nothing is cached, however much it returns, and then none. */
@CatalogGatewayTest
@ParameterizedClass(name = "{0}")
@EnumSource
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperationBudgetTests {

    static final List<Budget> BUDGETS = List.of(
            Budget.of("homepage", 2),
            Budget.of("categoryPage", 2, it -> Map.of("slug", it.shelf().slug())),
            Budget.of("menu", 2),
            Budget.of("menuWithProducts", 3),
            Budget.of("productPage", 2, it -> Map.of("id", it.product().id())),
            Budget.of("popularProducts", 1),
            Budget.of("limits", 0),
            Budget.of("productList", 1),
            Budget.of("productListWithTotal", 2),
            Budget.of("productCount", 1),
            Budget.of("productSearch", 2, _ -> Map.of("search", "last of")),
            Budget.of("categorySearch", 2, _ -> Map.of("search", "shelf")),
            Budget.of("category", 1, it -> Map.of("id", it.shelf().id())),
            Budget.of("categoryBySlug", 4, it -> Map.of("slug", it.shelf().slug())),
            Budget.of("categoryList", 3, _ -> Map.of("orderBy", Map.of("field", "CREATED_AT"))),
            Budget.of("categoryShelves", 7, it -> Map.of("slug", it.root().slug())),
            Budget.of("node", 1, it -> Map.of("id", it.product().id())),
            Budget.of(
                    "nodes",
                    4,
                    it -> Map.of("ids", List.of(it.product().id(), it.root().id()))),
            Budget.of("wholePage", 7, it -> Map.of("slug", it.shelf().slug())));

    private final CatalogFixtures catalog;
    private final QueryCounter queries;
    private final GraphQlTester graphQl;

    @Parameter
    private SampleCatalog.Size size = SampleCatalog.Size.SMALL;

    private SampleCatalog sample;

    OperationBudgetTests(CatalogFixtures catalog, QueryCounter queries, GraphQlTester graphQl) {
        this.catalog = catalog;
        this.queries = queries;
        this.graphQl = graphQl;
    }

    @BeforeAll
    void fillCatalog() {
        sample = SampleCatalog.fill(catalog, size);
    }

    static Stream<Arguments> operations() {
        return BUDGETS.stream().flatMap(budget -> Stream.of(Arguments.of(budget, 1), Arguments.of(budget, 100)));
    }

    @ParameterizedTest(name = "{0}, first: {1}")
    @MethodSource("operations")
    void costsItsBudgetWhereNothingIsCachedAndThenNothing(Budget budget, int first) {
        catalog.evict();
        AtomicReference<Map<String, Object>> cold = new AtomicReference<>();
        AtomicReference<Map<String, Object>> warm = new AtomicReference<>();

        assertThat(queries.during(() -> cold.set(budget.answer(graphQl, sample, first))))
                .hasSize(budget.statements());
        assertThat(queries.during(() -> warm.set(budget.answer(graphQl, sample, first))))
                .isEmpty();
        assertThat(warm.get()).isEqualTo(cold.get());
    }
}
