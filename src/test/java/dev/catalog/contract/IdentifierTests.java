package dev.catalog.contract;

import static dev.catalog.contract.Answer.Refusal.badUserInput;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.category.Category;
import dev.catalog.product.Product;
import dev.catalog.support.CatalogFixtures;
import dev.catalog.support.CatalogGatewayTest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.graphql.ResponseError;
import org.springframework.graphql.test.tester.GraphQlTester;

/** What is taken for an id: where the type is known, a global id or a database id. */
@CatalogGatewayTest
class IdentifierTests {

    private final CatalogFixtures catalog;
    private final GraphQlTester graphQl;
    private Category lamps;
    private Product brass;

    IdentifierTests(CatalogFixtures catalog, GraphQlTester graphQl) {
        this.catalog = catalog;
        this.graphQl = graphQl;
    }

    @BeforeEach
    void fillCatalog() {
        catalog.clear();
        lamps = catalog.category("Lamps").insert();
        brass = catalog.product("Brass lamp").in(lamps).insert();
    }

    @Test
    void globalAndDatabaseIdsFindTheSameObject() {
        for (Object id : List.of(brass.id(), brass.databaseId(), Long.toString(brass.databaseId()))) {
            assertThat(product(id)).isEqualTo(answer("product", Map.of("id", brass.id())));
        }
        for (Object id : List.of(lamps.id(), lamps.databaseId(), Long.toString(lamps.databaseId()))) {
            assertThat(category(id)).isEqualTo(answer("category", Map.of("id", lamps.id())));
        }
    }

    @Test
    void globalIdsAreOpaqueUrlSafeAndOneForEachObject() {
        assertThat(brass.id()).matches("[A-Za-z0-9_-]+").isNotEqualTo(lamps.id());
        assertThat(Answer.to(graphQl, "{ products { nodes { id } } }").data())
                .isEqualTo(Map.of("products", Map.of("nodes", List.of(Map.of("id", brass.id())))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "9223372036854775807", "-9223372036854775808"})
    void anIdThatNamesNoRowFindsNothing(String databaseId) {
        assertThat(product(databaseId)).isEqualTo(nothing("product"));
        assertThat(product(globalId("Product:" + databaseId))).isEqualTo(nothing("product"));
        assertThat(category(databaseId)).isEqualTo(nothing("category"));
        assertThat(category(globalId("Category:" + databaseId))).isEqualTo(nothing("category"));
    }

    @Test
    void theIdOfAnotherTypeIsRefused() {
        assertThat(product(lamps.id()).errors())
                .containsExactly(badUserInput("product", "id is the id of another type than Product"));
        assertThat(category(brass.id()).errors())
                .containsExactly(badUserInput("category", "id is the id of another type than Category"));
        assertThat(product(globalId("Lamp:1")).errors())
                .containsExactly(badUserInput("product", "id is the id of another type than Product"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"9223372036854775808", "-9223372036854775809", "100000000000000000000000000000000000000000000"})
    void aDatabaseIdBeyond64BitsIsRefused(String id) {
        assertThat(product(id).errors())
                .containsExactly(badUserInput("product", "id is not an id: it exceeds 64 bits"));
        assertThat(Answer.to(graphQl, "{ product(id: " + id + ") { id } }").errors())
                .containsExactly(badUserInput("product", "id is not an id: it exceeds 64 bits"));
    }

    static Stream<String> whatIsNoId() {
        return Stream.of(
                "",
                " ",
                "x",
                "1 ",
                " 1",
                "+1",
                "1.0",
                "1e3",
                "0x1",
                "\u0661",
                "1; DROP TABLE products",
                "Product:1",
                "gid://catalog/Product/1",
                globalId("Product"),
                globalId("Product:"),
                globalId("Product:x"),
                globalId("Product:1 "),
                globalId("Product:01"),
                globalId("Product:+1"),
                globalId("Product:9223372036854775808"),
                globalId("Product:1:2"),
                globalId("product\u0000:1"),
                "=" + globalId("Product:1"),
                Base64.getUrlEncoder().encodeToString("Product:12".getBytes(StandardCharsets.UTF_8)) + "==",
                "A".repeat(100_000));
    }

    @ParameterizedTest
    @MethodSource("whatIsNoId")
    void whatIsNoIdIsRefused(String id) {
        assertThat(product(id).errors()).containsExactly(badUserInput("product", "id is not an id"));
        assertThat(category(id).errors()).containsExactly(badUserInput("category", "id is not an id"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "products(filter: { ids: [1, %s] }) { totalCount } | products | filter.ids[1]",
                "products(filter: { categoryId: %s }) { totalCount } | products | filter.categoryId",
                "productCount(filter: { categoryId: %s }) | productCount | filter.categoryId",
                "categories(filter: { ids: [%s] }) { totalCount } | categories | filter.ids[0]",
                "categories(filter: { parentId: %s }) { totalCount } | categories | filter.parentId"
            })
    void anErrorNamesTheArgumentThatHoldsTheId(String row) {
        List<String> field = List.of(row.split(" \\| "));
        String path = field.get(1);
        String argument = field.get(2);

        assertThat(Answer.to(graphQl, "{ " + field.getFirst().replace("%s", "\"lamp\"") + " }")
                        .errors())
                .containsExactly(badUserInput(path, argument + " is not an id"));
        assertThat(Answer.to(graphQl, "{ " + field.getFirst().replace("%s", "9223372036854775808") + " }")
                        .errors())
                .containsExactly(badUserInput(path, argument + " is not an id: it exceeds 64 bits"));
    }

    @Test
    void theArgumentIsNamedForMachinesToo() {
        String document = """
                {
                  products(filter: { ids: [1, "lamp"] }) { totalCount }
                  nodes(ids: ["lamp"]) { id }
                }
                """;

        assertThat(graphQl.document(document).execute().returnResponse().getErrors())
                .extracting(ResponseError::getExtensions)
                .containsExactlyInAnyOrder(
                        Map.of("code", "BAD_USER_INPUT", "argumentPath", List.of("filter", "ids", 1)),
                        Map.of("code", "BAD_USER_INPUT", "argumentPath", List.of("ids", 0)));
    }

    @Test
    void aVariableThatIsNoIdIsRefused() {
        for (Object id : List.of(true, 1.5, List.of("1", "2"), Map.of("id", "1"))) {
            assertThat(product(id).errors()).containsExactly(badUserInput("product", "id is not an id"));
        }
    }

    private Answer product(Object id) {
        return Answer.to(graphQl, "query ($id: ID!) { product(id: $id) { id } }", Map.of("id", id));
    }

    private Answer category(Object id) {
        return Answer.to(graphQl, "query ($id: ID!) { category(id: $id) { id } }", Map.of("id", id));
    }

    private static Answer answer(String field, Object value) {
        return new Answer(Map.of(field, value), List.of());
    }

    private static Answer nothing(String field) {
        Map<String, Object> data = new HashMap<>();
        data.put(field, null);
        return new Answer(data, List.of());
    }

    private static String globalId(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
