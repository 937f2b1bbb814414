package dev.catalog.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catalog.support.GatewayNode;
import dev.catalog.support.HttpGatewayTest;
import dev.catalog.support.TestServers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Two nodes that keep what they read in their own memory for a long time, over one database and one Redis. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
class SeveralNodesTests {

    /** How long a change may take to be seen: the contract's second, and the work of a busy machine. */
    private static final Duration BOUND = Duration.ofMillis(1500);

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String QUERY = "{product(id: 1) {name}}";
    private static final String EVICT = "mutation {evictCache(input: {all: true}) {evicted userErrors {message}}}";

    private final AtomicInteger names = new AtomicInteger();
    private JdbcClient jdbc;
    private OwnRedis redis;
    private GatewayNode one;
    private GatewayNode other;

    @BeforeAll
    void start(@TempDir Path folder) {
        String database = TestServers.newDatabase();
        jdbc = JdbcClient.create(new DriverManagerDataSource(database));
        redis = new OwnRedis(folder);
        String[] settings = {"catalog.cache.near.ttl=10m", "catalog.cache.timeout=1s"};
        one = GatewayNode.start(database, redis.url(), settings);
        other = GatewayNode.start(database, redis.url(), settings);
    }

    @AfterAll
    void stop() {
        other.close();
        one.close();
        redis.close();
    }

    @BeforeEach
    void fillNearCaches() {
        SmallShop.open(jdbc);
        for (GatewayNode node : List.of(one, other)) {
            await().atMost(PATIENCE).until(() -> node.health("").equals("200 UP"));
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(name(node)).isEqualTo("Product 1"));
            await().atMost(PATIENCE).until(() -> isNear(node));
        }
    }

    @Test
    void anEvictionOnOneIsSeenOnTheOther() {
        assertThat(one.ask(EVICT, "Authorization", "Bearer " + HttpGatewayTest.ADMIN_TOKEN)
                        .body()
                        .at("/data/evictCache/userErrors")
                        .isEmpty())
                .isTrue();

        assertThat(isNear(one)).isFalse();
        await().atMost(BOUND).pollInterval(Duration.ofMillis(5)).until(() -> !isNear(other));
    }

    @Test
    void aWriteFromOutsideIsSeenOnBoth() {
        for (int write = 0; write < 20; write++) {
            String name = rename();

            awaitOnBoth(name);
        }
    }

    @Test
    void aWriteFromOutsideIsSeenOnBothWithoutRedis() {
        redis.stop();
        try {
            for (int write = 0; write < 5; write++) {
                String name = rename();

                awaitOnBoth(name);
            }
        } finally {
            redis.start();
        }
    }

    @Test
    void anEvictionWithoutRedisFailsNobodyAndIsToldLater() {
        redis.stop();
        try {
            assertThat(one.ask(EVICT, "Authorization", "Bearer " + HttpGatewayTest.ADMIN_TOKEN)
                            .errors())
                    .isEmpty();
            assertThat(isNear(one)).isFalse();
        } finally {
            redis.start();
        }

        await().atMost(PATIENCE).until(() -> one.health("").equals("200 UP"));
        await().atMost(PATIENCE).until(() -> isNear(one) && isNear(other));
    }

    @Test
    void aNodeWhoseFeedIsCutCatchesUp() {
        int cut = jdbc.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND application_name = 'catalog-gateway feed'")
                .query(Boolean.class)
                .list()
                .size();
        String name = rename();

        assertThat(cut).isEqualTo(4);
        awaitOnBoth(name);
        await().atMost(PATIENCE).until(() -> one.health("").equals("200 UP"));
        await().atMost(PATIENCE).until(() -> other.health("").equals("200 UP"));
    }

    @Test
    void nearCachesAreClearedWhenRedisIsBack() {
        redis.stop();
        redis.start();

        for (GatewayNode node : List.of(one, other)) {
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> !isNear(node));
        }
        await().atMost(PATIENCE).until(() -> isNear(one) && isNear(other));
    }

    private String rename() {
        String name = "Renamed " + names.incrementAndGet();
        SmallShop.rename(jdbc, 1, name);
        return name;
    }

    private void awaitOnBoth(String name) {
        long start = System.nanoTime();
        await().pollInterval(Duration.ofMillis(5))
                .atMost(PATIENCE)
                .until(() -> name(one).equals(name) && name(other).equals(name));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUND);
    }

    private static String name(GatewayNode node) {
        return node.ask(QUERY).data().at("/product/name").asString();
    }

    private static boolean isNear(GatewayNode node) {
        List<String> states = node.explain(QUERY).states();
        return !states.isEmpty() && states.stream().allMatch(state -> state.endsWith("NEAR"));
    }
}
