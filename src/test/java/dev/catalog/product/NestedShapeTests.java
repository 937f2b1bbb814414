package dev.catalog.product;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.support.CatalogFixtures;
import dev.catalog.support.CatalogGatewayTest;
import dev.catalog.support.QueryCounter;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.graphql.test.tester.GraphQlTester;

/**
 * Whatever is nested in what, a field costs one statement in each place of the document: two where the operation knows some of its
 * parents from another place, and goes on with those first.
 */
@CatalogGatewayTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NestedShapeTests {

    private static final int SHAPES = Integer.getInteger("catalog.shapes", 30);

    private final CatalogFixtures catalog;
    private final QueryCounter queries;
    private final GraphQlTester graphQl;

    NestedShapeTests(CatalogFixtures catalog, QueryCounter queries, GraphQlTester graphQl) {
        this.catalog = catalog;
        this.queries = queries;
        this.graphQl = graphQl;
    }

    @BeforeAll
    void fillCatalog() {
        SampleCatalog.fill(catalog, SampleCatalog.Size.LARGE);
    }

    static Stream<NestedShape> shapes() {
        return LongStream.rangeClosed(1, SHAPES).mapToObj(NestedShape::of);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void aFieldCostsTwoStatementsAtMostWhateverTheNumberOfItsParents(NestedShape shape) {
        catalog.evict();

        List<String> statements = queries.during(
                () -> graphQl.document(shape.document()).execute().errors().verify());

        assertThat(statements).hasSizeBetween(1, 2 * shape.loads());
    }
}
