package dev.catalog.product;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.category.Category;
import dev.catalog.support.CatalogFixtures;
import dev.catalog.support.HttpGatewayTest;
import dev.catalog.support.MutationClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Which values a product may have. */
@HttpGatewayTest
class ProductInputTests {

    private static final long GONE = Long.MAX_VALUE;

    private final MutationClient gateway;
    private final CatalogFixtures catalog;
    private final JdbcClient jdbc;
    private Category lamps;
    private Product brassLamp;

    ProductInputTests(@LocalServerPort int port, CatalogFixtures catalog, JdbcClient jdbc) {
        this.gateway = new MutationClient(port);
        this.catalog = catalog;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void fillCatalog() {
        catalog.clear();
        lamps = catalog.category("Lamps").insert();
        brassLamp = catalog.product("Brass lamp")
                .in(lamps)
                .description("Of brass")
                .price("10.00")
                .insert();
        catalog.follow();
    }

    @AfterEach
    void emptyCatalog() {
        catalog.clear();
    }

    @ParameterizedTest
    @CsvSource({"0.005, 0.01", "1.005, 1.01", "2.675, 2.68", "1e3, 1000.00", "99999999.9949, 99999999.99"})
    void aPriceIsRoundedHalfUp(String given, String stored) {
        assertThat(created(product("price", given)).at("/price").decimalValue()).isEqualByComparingTo(stored);
    }

    @ParameterizedTest
    @CsvSource({
        "0, GREATER_THAN",
        "-1, GREATER_THAN",
        "-0.01, GREATER_THAN",
        "0.0049999, GREATER_THAN",
        "99999999.995, OUT_OF_RANGE",
        "100000000, OUT_OF_RANGE",
        "1e39, OUT_OF_RANGE",
        "null, BLANK"
    })
    void aPriceOutOfItsRangeIsRefused(String price, String code) {
        assertThat(gateway.userErrors("createProduct", product("price", price))).containsExactly("price " + code);
        assertThat(gateway.userErrors("updateProduct", change("price", price))).containsExactly("price " + code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "\\t\\n", "\\u00a0", "\\u2007", "\\u202f", "\\u3000", "\\u2028", "\\u0085", " \\u2003 "
            })
    void aNameOfWhiteSpaceIsBlank(String name) {
        String json = "\"" + name + "\"";

        assertThat(gateway.userErrors("createProduct", product("name", json))).containsExactly("name BLANK");
        assertThat(gateway.userErrors("updateProduct", change("name", json))).containsExactly("name BLANK");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u200b", "\\u2060", "\\ufeff", "\\u00ad", "\\u001f", "\\u180e"})
    void anInvisibleNameIsNone(String name) {
        assertThat(created(product("name", "\"" + name + "\""))
                        .at("/name")
                        .asString()
                        .length())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\u0000", "\\ud83d"})
    void aTextThatNoColumnHoldsIsInvalid(String text) {
        String json = "\"" + text + "\"";

        assertThat(gateway.userErrors("createProduct", product("name", json))).containsExactly("name INVALID");
        assertThat(gateway.userErrors("updateProduct", change("description", json)))
                .containsExactly("description INVALID");
    }

    @Test
    void lengthsAreCountedInCharacters() {
        String longest = "\"" + "\ud83d\udca1".repeat(255) + "\"";

        assertThat(gateway.userErrors("createProduct", product("name", longest)))
                .isEmpty();
        assertThat(gateway.userErrors("createProduct", product("name", "\"" + "a".repeat(256) + "\"")))
                .containsExactly("name TOO_LONG");
        assertThat(gateway.userErrors("updateProduct", change("description", "\"" + "a".repeat(65_535) + "\"")))
                .isEmpty();
        assertThat(gateway.userErrors("updateProduct", change("description", "\"" + "a".repeat(65_536) + "\"")))
                .containsExactly("description TOO_LONG");
    }

    @Test
    void allErrorsOfAnInputComeAtOnce() {
        assertThat(gateway.userErrors("createProduct", "{}"))
                .containsExactlyInAnyOrder("name BLANK", "price BLANK", "categoryId BLANK");
        assertThat(gateway.userErrors("updateProduct", """
                        {"id": %d, "name": null, "price": 0, "categoryId": %d, "featured": null, "active": null,
                         "description": "\\u0000"}""".formatted(GONE, GONE)))
                .containsExactlyInAnyOrder(
                        "id NOT_FOUND",
                        "name BLANK",
                        "price GREATER_THAN",
                        "categoryId NOT_FOUND",
                        "featured BLANK",
                        "active BLANK",
                        "description INVALID");
        assertThat(gateway.userErrors("updateProduct", "{}")).containsExactly("id BLANK");
        assertThat(gateway.userErrors("deleteProduct", "{\"id\": null}")).containsExactly("id BLANK");
        assertThat(rows()).isEqualTo(1);
    }

    private String product(String field, String value) {
        String name = field.equals("name") ? value : "\"Arc lamp\"";
        String price = field.equals("price") ? value : "5";
        return "{\"name\": %s, \"price\": %s, \"categoryId\": %d}".formatted(name, price, lamps.databaseId());
    }

    private String change(String field, String value) {
        return "{\"id\": \"%s\", \"%s\": %s}".formatted(brassLamp.id(), field, value);
    }

    private JsonNode created(String input) {
        JsonNode payload = gateway.payload("createProduct", input);
        assertThat(MutationClient.userErrors(payload)).isEmpty();
        return payload.at("/product");
    }

    private int rows() {
        return jdbc.sql("SELECT count(*) FROM products").query(Integer.class).single();
    }
}
