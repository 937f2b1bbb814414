package dev.catalog.product;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.support.CatalogFixtures;
import dev.catalog.support.CatalogGatewayTest;
import dev.catalog.support.QueryCounter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.graphql.test.tester.GraphQlTester;

@CatalogGatewayTest
class NestedConnectionTests {

    private final CatalogFixtures catalog;
    private final QueryCounter queries;
    private final GraphQlTester graphQl;

    NestedConnectionTests(CatalogFixtures catalog, QueryCounter queries, GraphQlTester graphQl) {
        this.catalog = catalog;
        this.queries = queries;
        this.graphQl = graphQl;
    }

    @BeforeEach
    void fillCatalog() {
        SampleCatalog.fill(catalog, SampleCatalog.Size.LARGE);
    }

    @Test
    void eachArgumentSetCostsOneStatementALevelWhateverTheNumberOfParents() {
        String document = """
                {
                  navigation {
                    subcategories {
                      cheapest: products(first: 2, orderBy: { field: PRICE }) { nodes { name } }
                      newest: products(last: 3, orderBy: { field: CREATED_AT }) { nodes { name } }
                      subcategories {
                        cheapest: products(first: 2, orderBy: { field: PRICE }) { nodes { name } }
                      }
                    }
                  }
                }
                """;

        assertThat(queries.during(() -> verified(document))).hasSize(1 + 2 + 1 + 1);
    }

    @Test
    void aliasesWithEqualArgumentsShareTheirStatement() {
        String document = """
                {
                  navigation {
                    subcategories {
                      some: products(first: 2) { nodes { name } }
                      same: products(first: 2, after: null, orderBy: { field: NAME, direction: ASC }, filter: {}) {
                        edges { cursor }
                      }
                    }
                  }
                }
                """;

        assertThat(queries.during(() -> verified(document))).hasSize(1 + 1);
    }

    @Test
    void pagesUnderManyParentsAreThoseOfEachParentAlone() {
        String page = "products(first: 3, orderBy: { field: PRICE, direction: DESC }) {"
                + " edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage } totalCount }";
        List<Map<String, Object>> together = shelves(verified("{ navigation { subcategories { id " + page + " } } }"));
        catalog.evict();

        List<Object> alone = together.stream()
                .map(shelf -> verified("{ category(id: \"" + shelf.get("id") + "\") { id " + page + " } }")
                        .path("category")
                        .entity(Object.class)
                        .get())
                .toList();

        assertThat(together).hasSize(36);
        assertThat(alone).isEqualTo(together);
    }

    @Test
    void nothingIsCountedWhereNoTotalIsSelected() {
        String page = "{ nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }";
        String document = """
                {
                  products(first: 2) %1$s
                  productsByCategory(slug: "shelf-0-0", first: 2) %1$s
                  categories(first: 2) %1$s
                  navigation { products(first: 2) %1$s }
                }
                """.formatted(page);

        assertThat(queries.during(() -> verified(document))).hasSize(5).noneMatch(sql -> sql.contains("count("));
    }

    @Test
    void aTotalCostsOneStatementALevelWhateverTheNumberOfParentsAndOrders() {
        String document = """
                {
                  navigation {
                    subcategories {
                      byName: products(first: 2) { totalCount }
                      byPrice: products(first: 2, orderBy: { field: PRICE }) { totalCount }
                    }
                  }
                }
                """;

        List<String> counts = queries.during(() -> verified(document)).stream()
                .filter(sql -> sql.contains("count("))
                .toList();

        assertThat(counts).hasSize(1);
    }

    private GraphQlTester.Response verified(String document) {
        GraphQlTester.Response response = graphQl.document(document).execute();
        response.errors().verify();
        return response;
    }

    private static List<Map<String, Object>> shelves(GraphQlTester.Response response) {
        return response.path("navigation[*].subcategories[*]")
                .entityList(new ParameterizedTypeReference<Map<String, Object>>() {})
                .get();
    }
}
