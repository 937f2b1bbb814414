package dev.catalog.contract;

import static dev.catalog.contract.Answer.Refusal.badUserInput;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.category.Category;
import dev.catalog.contract.Answer.Refusal;
import dev.catalog.product.Product;
import dev.catalog.relay.GlobalId;
import dev.catalog.support.CatalogFixtures;
import dev.catalog.support.CatalogGatewayTest;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.graphql.test.tester.GraphQlTester;

/** Relay's object identification: {@code node} and {@code nodes}, which take global ids alone. */
@CatalogGatewayTest
class NodeTests {

    private static final String NODES = "query ($ids: [ID!]!) { nodes(ids: $ids) { id __typename } }";

    private final CatalogFixtures catalog;
    private final GraphQlTester graphQl;
    private Category lamps;
    private Product brass;
    private Product broken;

    NodeTests(CatalogFixtures catalog, GraphQlTester graphQl) {
        this.catalog = catalog;
        this.graphQl = graphQl;
    }

    @BeforeEach
    void fillCatalog() {
        catalog.clear();
        lamps = catalog.category("Lamps").insert();
        brass = catalog.product("Brass lamp").in(lamps).insert();
        broken = catalog.product("Broken lamp").in(lamps).inactive().insert();
    }

    @Test
    void aNodeIsFoundByItsGlobalIdAsItsOwnType() {
        Answer answer = Answer.to(graphQl, """
                query ($product: ID!, $category: ID!) {
                  product: node(id: $product) { id __typename ... on Product { name category { slug } } }
                  category: node(id: $category) { id __typename ... on Category { slug } }
                }
                """, Map.of("product", brass.id(), "category", lamps.id()));

        assertThat(answer)
                .isEqualTo(new Answer(
                        Map.of(
                                "product",
                                Map.of(
                                        "id", brass.id(),
                                        "__typename", "Product",
                                        "name", brass.name(),
                                        "category", Map.of("slug", lamps.slug())),
                                "category",
                                Map.of("id", lamps.id(), "__typename", "Category", "slug", lamps.slug())),
                        List.of()));
    }

    @Test
    void aNodeThatIsNotThereOrNotToBeSeenIsNull() {
        for (String id : List.of(broken.id(), unknownProduct(), globalId("Category", Long.MAX_VALUE))) {
            assertThat(node(id)).isEqualTo(new Answer(Collections.singletonMap("node", null), List.of()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "", "lamp", "Product:1", "99999999999999999999"})
    void whatIsNoGlobalIdIsRefused(String id) {
        assertThat(node(id).errors()).containsExactly(badUserInput("node", "id is not a global id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Lamp", "Query", "CacheWarmingProgress", "product"})
    void anIdOfNoNodesTypeIsRefused(String type) {
        assertThat(node(globalId(type, 1)).errors())
                .containsExactly(badUserInput("node", "id is not the id of a node"));
    }

    @Test
    void nodesComeInTheOrderAskedForEachAsOftenAsAskedFor() {
        assertThat(nodes(brass.id(), lamps.id(), brass.id()))
                .isEqualTo(answered(
                        found(brass.id(), "Product"), found(lamps.id(), "Category"), found(brass.id(), "Product")));
    }

    @Test
    void aNodeThatIsNotToBeSeenIsNullInItsPlace() {
        assertThat(nodes(broken.id(), brass.id(), unknownProduct()))
                .isEqualTo(answered(null, found(brass.id(), "Product"), null));
    }

    @Test
    void anIdThatFailsIsNullInItsPlaceAndItsErrorStandsBeside() {
        Answer answer = nodes("lamp", brass.id(), "7", globalId("Lamp", 1));

        assertThat(answer.data())
                .isEqualTo(
                        answered(null, found(brass.id(), "Product"), null, null).data());
        assertThat(answer.errors())
                .containsExactlyInAnyOrder(
                        badUserInput("nodes[0]", "ids[0] is not a global id"),
                        badUserInput("nodes[2]", "ids[2] is not a global id"),
                        badUserInput("nodes[3]", "ids[3] is not the id of a node"));
    }

    @Test
    void noIdsFindNoNodes() {
        assertThat(nodes()).isEqualTo(answered());
    }

    @Test
    void aHundredIdsAreTakenAndNotOneMore() {
        String[] ids = new String[101];
        Arrays.fill(ids, brass.id());

        assertThat((List<?>) nodes(Arrays.copyOf(ids, 100)).data().get("nodes")).hasSize(100);
        assertThat(nodes(ids).errors())
                .containsExactly(badUserInput("nodes", "ids must hold at most 100 ids, not 101"));
    }

    @Test
    void aNullAmongTheIdsIsRefusedBeforeAnythingIsRead() {
        assertThat(Answer.to(graphQl, "{ nodes(ids: [null]) { id } }").errors())
                .extracting(Refusal::code)
                .containsExactly("GRAPHQL_VALIDATION_FAILED");
        assertThat(Answer.to(graphQl, NODES, Map.of("ids", Collections.singletonList(null)))
                        .errors())
                .extracting(Refusal::code)
                .containsExactly("BAD_USER_INPUT");
    }

    private Answer node(String id) {
        return Answer.to(graphQl, "query ($id: ID!) { node(id: $id) { id } }", Map.of("id", id));
    }

    private Answer nodes(String... ids) {
        return Answer.to(graphQl, NODES, Map.of("ids", List.of(ids)));
    }

    @SafeVarargs
    private static Answer answered(@Nullable Map<String, Object>... nodes) {
        return new Answer(Map.of("nodes", Arrays.asList(nodes)), List.of());
    }

    private static Map<String, Object> found(String id, String type) {
        return Map.of("id", id, "__typename", type);
    }

    private String unknownProduct() {
        return globalId("Product", broken.databaseId() + 1_000);
    }

    private static String globalId(String type, long key) {
        return new GlobalId(type, key).toString();
    }
}
