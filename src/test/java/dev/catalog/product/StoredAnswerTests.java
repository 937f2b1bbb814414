package dev.catalog.product;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.support.CatalogFixtures;
import dev.catalog.support.CatalogGatewayTest;
import dev.catalog.support.QueryCounter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.springframework.graphql.test.tester.GraphQlTester;

/** What another node stored in Redis answers as the database does. */
@CatalogGatewayTest(properties = "catalog.cache.near.size=0")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoredAnswerTests {

    static final List<Budget> OPERATIONS = OperationBudgetTests.BUDGETS;

    private final CatalogFixtures catalog;
    private final QueryCounter queries;
    private final GraphQlTester graphQl;
    private SampleCatalog sample;

    StoredAnswerTests(CatalogFixtures catalog, QueryCounter queries, GraphQlTester graphQl) {
        this.catalog = catalog;
        this.queries = queries;
        this.graphQl = graphQl;
    }

    @BeforeAll
    void fillCatalog() {
        sample = SampleCatalog.fill(catalog, SampleCatalog.Size.SMALL);
    }

    @ParameterizedTest
    @FieldSource("OPERATIONS")
    void anAnswerOutOfRedisIsTheOneOutOfTheDatabase(Budget operation) {
        catalog.evict();
        Map<String, Object> cold = operation.answer(graphQl, sample, 100);
        // Values are stored behind the answer's back.
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> queries.during(() -> operation.answer(graphQl, sample, 100))
                        .isEmpty());

        Map<String, Object> warm = operation.answer(graphQl, sample, 100);

        assertThat(warm).isEqualTo(cold);
    }
}
