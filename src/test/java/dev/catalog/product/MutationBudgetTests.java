package dev.catalog.product;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.category.Category;
import dev.catalog.support.CatalogFixtures;
import dev.catalog.support.HttpGatewayTest;
import dev.catalog.support.MutationClient;
import dev.catalog.support.QueryCounter;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import tools.jackson.databind.JsonNode;

/** Each mutation, with what its document selects, costs a fixed number of statements, however large the catalog. */
@HttpGatewayTest
class MutationBudgetTests {

    /**
     * What a mutation costs.
     *
     * @param input its input, in which {@code $product}, {@code $home}, {@code $shelf} and {@code $leaf} stand for ids
     */
    record Budget(String mutation, String input, int writing, int reading) {

        @Override
        public String toString() {
            return mutation + " " + input;
        }
    }

    private static final List<Budget> BUDGETS = List.of(
            new Budget("createProduct", "{'name': 'Arc lamp', 'price': 1, 'categoryId': $shelf}", 2, 3),
            new Budget("createProduct", "{'name': '', 'price': 1, 'categoryId': $shelf}", 1, 0),
            new Budget("updateProduct", "{'id': $product, 'price': 1}", 2, 3),
            new Budget("updateProduct", "{'id': $product, 'price': 10}", 1, 3),
            new Budget("updateProduct", "{'id': $product, 'categoryId': $home}", 3, 3),
            new Budget("deleteProduct", "{'id': $product}", 2, 0),
            new Budget("createCategory", "{'name': 'Vases', 'slug': 'vases', 'parentId': $home}", 3, 1),
            new Budget("updateCategory", "{'id': $leaf, 'name': 'Vases'}", 2, 1),
            new Budget("updateCategory", "{'id': $leaf, 'slug': 'vases', 'parentId': $home}", 6, 1),
            new Budget("deleteCategory", "{'id': $leaf}", 4, 0));

    private final MutationClient gateway;
    private final CatalogFixtures catalog;
    private final QueryCounter queries;

    MutationBudgetTests(@LocalServerPort int port, CatalogFixtures catalog, QueryCounter queries) {
        this.gateway = new MutationClient(port);
        this.catalog = catalog;
        this.queries = queries;
    }

    static Stream<Budget> budgets() {
        return BUDGETS.stream();
    }

    @BeforeEach
    @AfterEach
    void emptyCatalog() {
        catalog.clear();
    }

    @ParameterizedTest
    @MethodSource("budgets")
    void costsItsBudgetInASmallCatalogAndInALargerOne(Budget budget) {
        assertKept(budget, 1);
        assertKept(budget, 30);
    }

    private void assertKept(Budget budget, int size) {
        catalog.clear();
        Category home = catalog.category("Home").insert();
        Category shelf = catalog.category("Shelf").parent(home).insert();
        Category leaf = catalog.category("Leaf").parent(shelf).insert();
        for (int n = 0; n < size; n++) {
            catalog.category("Shelf of " + n).parent(home).insert();
            catalog.product("Lamp " + n).in(leaf).insert();
        }
        Product product = catalog.product("Brass lamp").in(shelf).insert();
        catalog.evict();
        String input = budget.input()
                .replace("$product", "'" + product.id() + "'")
                .replace("$home", "'" + home.id() + "'")
                .replace("$shelf", "'" + shelf.id() + "'")
                .replace("$leaf", "'" + leaf.id() + "'")
                .replace('\'', '"');

        List<String> statements = queries.during(() -> {
            JsonNode _ = gateway.payload(budget.mutation(), input);
        });

        assertThat(statements).hasSize(budget.writing() + budget.reading());
    }

    @Test
    void everyDocumentHasABudget() throws IOException {
        assertThat(new PathMatchingResourcePatternResolver().getResources("classpath:graphql-test/mutations/*.graphql"))
                .extracting(Resource::getFilename)
                .containsExactlyInAnyOrderElementsOf(BUDGETS.stream()
                        .map(budget -> budget.mutation() + ".graphql")
                        .distinct()
                        .toList());
    }
}
