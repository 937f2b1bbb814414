package dev.catalog.warming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catalog.cache.RegionCaches;
import dev.catalog.support.CatalogFixtures;
import dev.catalog.support.GatewayClient;
import dev.catalog.support.HttpGatewayTest;
import dev.catalog.support.QueryCounter;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@HttpGatewayTest
class CacheControllerTests {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String AUTHORIZATION = "Authorization";
    private static final String ADMIN = "Bearer " + HttpGatewayTest.ADMIN_TOKEN;
    private static final String WRITER = "Bearer " + HttpGatewayTest.WRITER_TOKEN;

    private final GatewayClient gateway;
    private final CatalogFixtures catalog;
    private final QueryCounter queries;
    private final RegionCaches caches;

    CacheControllerTests(
            @LocalServerPort int port, CatalogFixtures catalog, QueryCounter queries, RegionCaches caches) {
        this.gateway = new GatewayClient(port);
        this.catalog = catalog;
        this.queries = queries;
        this.caches = caches;
    }

    @BeforeEach
    void evict() {
        catalog.evict();
    }

    @Test
    void everyRegionIsListedWithItsTimeToLive() {
        JsonNode regions = admin("{cacheRegions {name ttlSeconds entries hits misses hitRatio}}")
                .at("/data/cacheRegions");

        assertThat(regions).extracting(region -> region.at("/name").asString()).isEqualTo(caches.regions());
        assertThat(regions)
                .filteredOn(region -> region.at("/name").asString().equals("navigation"))
                .singleElement()
                .satisfies(
                        region -> assertThat(region.at("/ttlSeconds").asInt()).isEqualTo(7200));
    }

    @Test
    void readsCountAsHitsAndMisses() {
        JsonNode before = region("navigation");
        // With a token, for which no whole answer is kept.
        admin("{navigation {name}}");
        admin("{navigation {name}}");

        JsonNode after = region("navigation");

        assertThat(after.at("/misses").asLong() - before.at("/misses").asLong()).isEqualTo(1);
        assertThat(after.at("/hits").asLong() - before.at("/hits").asLong()).isEqualTo(1);
        assertThat(after.at("/hitRatio").asDouble()).isBetween(0.0, 1.0);
    }

    @Test
    void anEvictedRegionIsReadFromTheDatabaseAgainAndNoOther() {
        gateway.ask("{navigation {name} productCount}");
        assertThat(queries.during(() -> gateway.ask("{navigation {name} productCount}")))
                .isEmpty();

        JsonNode payload = admin(
                        "mutation {evictCache(input: {regions: [\"navigation\"]}) {evicted userErrors {code}}}")
                .at("/data/evictCache");

        assertThat(payload.at("/userErrors")).isEmpty();
        assertThat(queries.during(() -> gateway.ask("{navigation {name} productCount}")))
                .singleElement()
                .asString()
                .contains("categories");
    }

    @Test
    void theEntriesOfAnEvictedRegionGoFromRedis() {
        gateway.ask("{navigation {name}}");
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            admin("mutation {evictCache(input: {regions: [\"navigation\"]}) {evicted}}");
            return region("navigation").at("/entries").asInt() == 0;
        });
    }

    @Test
    void allRegionsAreEvictedAtOnce() {
        gateway.ask("{navigation {name} productCount}");

        admin("mutation {evictCache(input: {all: true}) {evicted}}");

        assertThat(queries.during(() -> gateway.ask("{navigation {name} productCount}")))
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{regions: []}", "{regions: null, all: false}"})
    void anEvictionOfNothingIsInvalid(String input) {
        JsonNode errors = admin("mutation {evictCache(input: " + input + ") {evicted userErrors {field code message}}}")
                .at("/data/evictCache/userErrors");

        assertThat(errors).singleElement().satisfies(error -> {
            assertThat(error.at("/code").asString()).isEqualTo("INVALID");
            assertThat(error.at("/field/0").asString()).isEqualTo("regions");
        });
    }

    @Test
    void anUnknownRegionIsNamedAndNothingIsEvicted() {
        gateway.ask("{navigation {name}}");

        JsonNode payload = admin(
                        "mutation {evictCache(input: {regions: [\"navigation\", \"menu\"]}) {evicted userErrors {code message}}}")
                .at("/data/evictCache");

        assertThat(payload.at("/userErrors")).singleElement().satisfies(error -> {
            assertThat(error.at("/code").asString()).isEqualTo("NOT_FOUND");
            assertThat(error.at("/message").asString()).contains("menu").contains("navigation");
        });
        assertThat(queries.during(() -> gateway.ask("{navigation {name}}"))).isEmpty();
    }

    @Test
    void itTakesTheScope() {
        for (String document :
                List.of("{cacheRegions {name}}", "mutation {evictCache(input: {all: true}) {evicted}}")) {
            assertThat(code(gateway.ask(document))).isEqualTo("UNAUTHENTICATED");
            assertThat(code(gateway.ask(document, AUTHORIZATION, WRITER))).isEqualTo("FORBIDDEN");
        }
    }

    private JsonNode region(String name) {
        return admin("{cacheRegions {name entries hits misses hitRatio}}")
                .at("/data/cacheRegions")
                .valueStream()
                .filter(region -> region.at("/name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode admin(String document) {
        JsonNode answer =
                JSON.readTree(gateway.ask(document, AUTHORIZATION, ADMIN).body());
        assertThat(answer.at("/errors").isMissingNode()).as(answer.toString()).isTrue();
        return answer;
    }

    private static String code(HttpResponse<String> answer) {
        return JSON.readTree(answer.body()).at("/errors/0/extensions/code").asString();
    }
}
