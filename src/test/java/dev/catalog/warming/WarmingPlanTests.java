package dev.catalog.warming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.catalog.cache.CacheProperties;
import dev.catalog.category.Category;
import dev.catalog.support.CatalogFixtures;
import dev.catalog.support.CatalogGatewayTest;
import dev.catalog.support.GatewayClient;
import dev.catalog.support.HttpGatewayTest;
import dev.catalog.support.QueryCounter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.redisson.api.RedissonClient;
import org.redisson.api.options.KeysScanOptions;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@CatalogGatewayTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "catalog.warming.batch-size=10",
            "catalog.security.admin-token=" + HttpGatewayTest.ADMIN_TOKEN,
            "catalog.security.tokens[0].value=" + HttpGatewayTest.WRITER_TOKEN,
            "catalog.security.tokens[0].scopes=catalog:write"
        })
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WarmingPlanTests {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String AUTHORIZATION = "Authorization";
    private static final int CATEGORIES = 45;
    private static final int BATCH = 10;

    private final GatewayClient gateway;
    private final CatalogFixtures catalog;
    private final QueryCounter queries;
    private final JdbcClient jdbc;
    private final RedissonClient redis;
    private final WarmingSources sources;
    private final String keysOfEntries;

    WarmingPlanTests(
            @LocalServerPort int port,
            CatalogFixtures catalog,
            QueryCounter queries,
            JdbcClient jdbc,
            RedissonClient redis,
            WarmingSources sources,
            CacheProperties properties) {
        this.gateway = new GatewayClient(port);
        this.catalog = catalog;
        this.queries = queries;
        this.jdbc = jdbc;
        this.redis = redis;
        this.sources = sources;
        keysOfEntries = properties.prefix() + ":v*:[cp]*";
    }

    @BeforeAll
    void fillCatalog() {
        catalog.clear();
        for (int i = 0; i < CATEGORIES; i++) {
            Category category = catalog.category("Category " + i).insert();
            catalog.product("Product of " + category.name()).in(category).insert();
        }
        catalog.category("Hidden").inactive().insert();
        catalog.follow();
    }

    @BeforeEach
    void removeEntries() {
        redis.getKeys().deleteByPattern(keysOfEntries);
    }

    @Test
    void aPlanNamesTheRegionsAndCountsTheirKeys() {
        JsonNode plan = plan(CacheWarmingJobType.PRODUCTS);

        assertThat(plan.at("/jobType").asString()).isEqualTo("PRODUCTS");
        assertThat(keysByRegion(plan))
                .isEqualTo(Map.of(
                        "category", CATEGORIES,
                        "category-products", CATEGORIES,
                        "product", CATEGORIES,
                        "products-by-category", CATEGORIES));
        assertThat(plan.at("/keys").asInt()).isEqualTo(4 * CATEGORIES);
    }

    @ParameterizedTest
    @EnumSource
    void aPlanIsWhatAJobDoes(CacheWarmingJobType type) {
        JsonNode plan = plan(type);
        Map<WarmingSource<?>, List<String>> subjects =
                sources.of(type).stream().collect(Collectors.toMap(source -> source, WarmingSource::subjects));

        assertThat(queries.during(() -> subjects.forEach(this::fill)))
                .as("statements that load")
                .hasSizeBetween(
                        plan.at("/estimatedStatements").asInt(),
                        plan.at("/estimatedStatements").asInt() + 1);
        Map<String, Long> stored = stored();
        assertThat(stored).hasSize(plan.at("/keys").asInt());
        long bytes = stored.entrySet().stream()
                .mapToLong(entry -> entry.getKey().length() + entry.getValue())
                .sum();
        assertThat(plan.at("/estimatedBytes").asLong()).isCloseTo(bytes, within(bytes / 20));
    }

    @ParameterizedTest
    @EnumSource
    void aPlanChangesNothing(CacheWarmingJobType type) {
        for (WarmingSource<?> source : sources.of(type)) {
            List<String> subjects = source.subjects();
            fill(source, subjects.subList(0, Math.ceilDiv(subjects.size(), 2)));
        }
        Map<String, String> entries = entries();
        List<String> rows = rows();

        plan(type);

        assertThat(entries).isNotEmpty().isEqualTo(entries());
        assertThat(rows).isEqualTo(rows());
    }

    @Test
    void itTakesTheScope() {
        String document = "{warmingPlan(jobType: PRODUCTS) {keys}}";

        assertThat(code(document)).isEqualTo("UNAUTHENTICATED");
        assertThat(code(document, AUTHORIZATION, "Bearer " + HttpGatewayTest.WRITER_TOKEN))
                .isEqualTo("FORBIDDEN");
    }

    private JsonNode plan(CacheWarmingJobType type) {
        String document = "{warmingPlan(jobType: " + type
                + ") {jobType regions {region keys} keys estimatedStatements estimatedBytes}}";
        JsonNode answer = JSON.readTree(gateway.ask(document, AUTHORIZATION, "Bearer " + HttpGatewayTest.ADMIN_TOKEN)
                .body());
        assertThat(answer.has("errors")).as(answer.toString()).isFalse();
        return answer.at("/data/warmingPlan");
    }

    private static Map<String, Integer> keysByRegion(JsonNode plan) {
        return plan.at("/regions")
                .valueStream()
                .collect(Collectors.toMap(
                        region -> region.at("/region").asString(),
                        region -> region.at("/keys").asInt()));
    }

    /** Batch by batch, as a job does. */
    private void fill(WarmingSource<?> source, List<String> subjects) {
        for (int from = 0; from < subjects.size(); from += BATCH) {
            List<String> batch = subjects.subList(from, Math.min(from + BATCH, subjects.size()));
            sources.fill(source.jobType(), WarmingSources.regionOf(source), batch);
        }
    }

    private Map<String, String> entries() {
        Map<String, String> entries = new TreeMap<>();
        keys().forEach(key -> entries.put(key, new String(value(key), StandardCharsets.UTF_8)));
        return entries;
    }

    private Map<String, Long> stored() {
        return keys().stream().collect(Collectors.toMap(key -> key, key -> (long) value(key).length));
    }

    private List<String> keys() {
        Iterable<String> found =
                redis.getKeys().getKeys(KeysScanOptions.defaults().pattern(keysOfEntries));
        return StreamSupport.stream(found.spliterator(), false).distinct().toList();
    }

    private byte[] value(String key) {
        return redis.<byte[]>getBucket(key).get();
    }

    /** A digest of every row of the tables that a job writes or reads. */
    private List<String> rows() {
        return Stream.of(
                        "categories",
                        "products",
                        "cache_warming_jobs",
                        "catalog_warming_runs",
                        "catalog_warming_parts",
                        "catalog_changes")
                .map(table -> jdbc.sql(
                                "SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, ',' ORDER BY t::text)), '')"
                                        + " FROM " + table + " t")
                        .query(String.class)
                        .single())
                .toList();
    }

    private String code(String document, String... headers) {
        return JSON.readTree(gateway.ask(document, headers).body())
                .at("/errors/0/extensions/code")
                .asString();
    }
}
