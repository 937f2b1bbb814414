package dev.catalog.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.support.CatalogFixtures;
import dev.catalog.support.GatewayClient;
import dev.catalog.support.HttpGatewayTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a caller with {@code cache:manage} is told of where an answer came from. */
@HttpGatewayTest
class ReadExplanationTests {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String DOCUMENT = "{menu: navigation {name parent {name}} count: productCount}";

    private final GatewayClient gateway;
    private final CatalogFixtures catalog;

    ReadExplanationTests(@LocalServerPort int port, CatalogFixtures catalog) {
        this.gateway = new GatewayClient(port);
        this.catalog = catalog;
    }

    @BeforeEach
    void evict() {
        catalog.evict();
    }

    @Test
    void eachRootFieldHasItsRegionsAndTheirStates() {
        JsonNode cold = explained(HttpGatewayTest.ADMIN_TOKEN);
        JsonNode warm = explained(HttpGatewayTest.ADMIN_TOKEN);

        assertThat(cold).extracting(item -> item.at("/path/0").asString()).containsExactly("menu", "count");
        assertThat(cold)
                .extracting(item -> item.at("/region").asString())
                .containsExactly("navigation", "filtered-product-count");
        assertThat(cold).extracting(item -> item.at("/state").asString()).containsOnly("MISS");
        assertThat(warm).extracting(item -> item.at("/state").asString()).containsOnly("NEAR");
        assertThat(warm.get(0).at("/ttlMs").asLong()).isEqualTo(7_200_000);
        assertThat(warm.get(0).at("/ageMs").asLong()).isBetween(0L, 60_000L);
    }

    @Test
    void nobodyElseIsTold() {
        assertThat(explained(HttpGatewayTest.WRITER_TOKEN).isMissingNode()).isTrue();
        JsonNode anonymous = JSON.readTree(
                gateway.ask(DOCUMENT, "X-Catalog-Explain", "cache").body());
        assertThat(anonymous.at("/extensions/cache").isMissingNode()).isTrue();
        JsonNode unasked = JSON.readTree(gateway.ask(DOCUMENT, "Authorization", "Bearer " + HttpGatewayTest.ADMIN_TOKEN)
                .body());
        assertThat(unasked.at("/extensions/cache").isMissingNode()).isTrue();
    }

    private JsonNode explained(String token) {
        String body = gateway.ask(DOCUMENT, "X-Catalog-Explain", "cache", "Authorization", "Bearer " + token)
                .body();
        return JSON.readTree(body).at("/extensions/cache");
    }
}
