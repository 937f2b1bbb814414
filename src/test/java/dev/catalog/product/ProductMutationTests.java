package dev.catalog.product;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.category.Category;
import dev.catalog.support.CatalogFixtures;
import dev.catalog.support.HttpGatewayTest;
import dev.catalog.support.MutationClient;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@HttpGatewayTest
class ProductMutationTests {

    private final MutationClient gateway;
    private final CatalogFixtures catalog;
    private final JdbcClient jdbc;
    private Category lamps;
    private Product brassLamp;

    ProductMutationTests(@LocalServerPort int port, CatalogFixtures catalog, JdbcClient jdbc) {
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

    @Test
    void aNewProductHasItsValuesAndTheDefaultsOfWhatIsAbsent() {
        JsonNode product = created("""
                {"name": "Arc lamp", "price": 2.5, "categoryId": "%s"}""".formatted(lamps.id()));

        assertThat(product.at("/name").asString()).isEqualTo("Arc lamp");
        assertThat(product.at("/price").decimalValue()).isEqualByComparingTo("2.50");
        assertThat(product.at("/description").isNull()).isTrue();
        assertThat(product.at("/featured").asBoolean()).isFalse();
        assertThat(product.at("/active").asBoolean()).isTrue();
        assertThat(product.at("/createdAt")).isEqualTo(product.at("/updatedAt"));
        assertThat(product.at("/category/slug").asString()).isEqualTo("lamps");
        assertThat(product.at("/category/productCount").asInt()).isEqualTo(2);
    }

    @Test
    void aNewProductTakesEveryValue() {
        JsonNode product = created("""
                {"name": "Arc lamp", "price": "99999999.994", "categoryId": %d, "description": "Tall", "featured": true,
                 "active": false}""".formatted(lamps.databaseId()));

        assertThat(product.at("/price").decimalValue()).isEqualByComparingTo("99999999.99");
        assertThat(product.at("/description").asString()).isEqualTo("Tall");
        assertThat(product.at("/featured").asBoolean()).isTrue();
        assertThat(product.at("/active").asBoolean()).isFalse();
    }

    @Test
    void nullFlagsOfANewProductAreTheDefaults() {
        JsonNode product = created("""
                {"name": "Arc lamp", "price": 1, "categoryId": %d, "featured": null, "active": null, "description": null}""".formatted(lamps.databaseId()));

        assertThat(product.at("/featured").asBoolean()).isFalse();
        assertThat(product.at("/active").asBoolean()).isTrue();
    }

    @Test
    void whatIsAbsentStaysAndNullClearsTheDescription() {
        JsonNode renamed = updated(change("name", "\"Lamp of brass\""));
        assertThat(renamed.at("/name").asString()).isEqualTo("Lamp of brass");
        assertThat(renamed.at("/description").asString()).isEqualTo("Of brass");
        assertThat(renamed.at("/price").decimalValue()).isEqualByComparingTo("10.00");

        JsonNode cleared = updated(change("description", "null"));
        assertThat(cleared.at("/name").asString()).isEqualTo("Lamp of brass");
        assertThat(cleared.at("/description").isNull()).isTrue();
    }

    @Test
    void anUpdateMovesTheTimeOfTheLastChangeOnlyWhereItChangesSomething() {
        JsonNode same = updated(change("price", "\"10.004\""));
        JsonNode other = updated(change("price", "11"));

        assertThat(time(same)).isEqualTo(brassLamp.updatedAt());
        assertThat(time(other)).isAfter(brassLamp.updatedAt());
        assertThat(other.at("/createdAt").asString())
                .isEqualTo(same.at("/createdAt").asString());
    }

    @Test
    void theTimeOfTheLastChangeGrowsEvenWhereItLiesAhead() {
        Instant ahead = Instant.parse("2999-01-01T00:00:00.000001Z");
        Product late = catalog.product("Late").in(lamps).updatedAt(ahead).insert();

        assertThat(time(updated("{\"id\": %d, \"price\": 3}".formatted(late.databaseId()))))
                .isEqualTo(ahead.plusNanos(1000));
    }

    @Test
    void aProductThatHasMovedOnIsAConflict() {
        String expected = "{\"id\": \"%s\", \"expectedUpdatedAt\": \"%s\"%s}";
        Instant stale = brassLamp.updatedAt().minusNanos(1000);

        assertThat(gateway.userErrors("updateProduct", expected.formatted(brassLamp.id(), stale, ", \"price\": 3")))
                .containsExactly("expectedUpdatedAt CONFLICT");
        assertThat(gateway.userErrors("deleteProduct", expected.formatted(brassLamp.id(), stale, "")))
                .containsExactly("expectedUpdatedAt CONFLICT");
        assertThat(rows()).isEqualTo(1);

        JsonNode changed = updated(expected.formatted(brassLamp.id(), brassLamp.updatedAt(), ", \"price\": 3"));
        assertThat(gateway.userErrors("deleteProduct", expected.formatted(brassLamp.id(), time(changed), "")))
                .isEmpty();
        assertThat(rows()).isZero();
    }

    @Test
    void aDeletedProductIsGone() {
        JsonNode payload = gateway.payload("deleteProduct", "{\"id\": \"" + brassLamp.id() + "\"}");

        assertThat(payload.at("/deletedId").asString()).isEqualTo(brassLamp.id());
        assertThat(rows()).isZero();
        assertThat(gateway.userErrors("deleteProduct", "{\"id\": \"" + brassLamp.id() + "\"}"))
                .containsExactly("id NOT_FOUND");
    }

    @Test
    void rowsThatNoInputCouldMakeCanBeChanged() {
        Product old = catalog.product(" ".repeat(300))
                .in(lamps)
                .price("0.00")
                .featured(null)
                .active(null)
                .insert();

        JsonNode changed = updated("{\"id\": %d, \"description\": \"Old\"}".formatted(old.databaseId()));

        assertThat(changed.at("/name").asString()).isEqualTo(old.name());
        assertThat(changed.at("/active").asBoolean()).isFalse();
        assertThat(jdbc.sql("SELECT active IS NULL AND featured IS NULL FROM products WHERE id = ?")
                        .param(old.databaseId())
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"updateProduct, id", "deleteProduct, id", "createProduct, categoryId", "updateProduct, categoryId"})
    void anIdOfAnotherTypeIsBadInput(String mutation, String field) {
        String other = field.equals("id") ? lamps.id() : brassLamp.id();

        JsonNode error = gateway.answer(mutation, "{\"" + field + "\": \"" + other + "\"}")
                .at("/errors/0/extensions");

        assertThat(error.at("/code").asString()).isEqualTo("BAD_USER_INPUT");
        assertThat(error.at("/argumentPath").toString()).isEqualTo("[\"input\",\"" + field + "\"]");
    }

    private String change(String field, String value) {
        return "{\"id\": \"%s\", \"%s\": %s}".formatted(brassLamp.id(), field, value);
    }

    private JsonNode created(String input) {
        return written("createProduct", input);
    }

    private JsonNode updated(String input) {
        return written("updateProduct", input);
    }

    private JsonNode written(String mutation, String input) {
        JsonNode payload = gateway.payload(mutation, input);
        assertThat(MutationClient.userErrors(payload)).isEqualTo(List.of());
        return payload.at("/product");
    }

    private static Instant time(JsonNode product) {
        return Instant.parse(product.at("/updatedAt").asString());
    }

    private int rows() {
        return jdbc.sql("SELECT count(*) FROM products").query(Integer.class).single();
    }
}
