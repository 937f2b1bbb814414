package dev.catalog.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catalog.support.GatewayNode;
import dev.catalog.support.TestServers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A gateway whose Redis is lost between the check of the servers and the first read. */
@Timeout(180)
class StartWithoutRedisTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration BOUND = Duration.ofMillis(2500);

    @TempDir
    Path folder;

    @Test
    void stopsThoughRedisNeverCame() {
        try (OwnRedis redis = new OwnRedis(folder)) {
            redis.stop();
            GatewayNode node = GatewayNode.start(TestServers.newDatabase(), redis.url());

            assertThat(CompletableFuture.runAsync(node::close)).succeedsWithin(PATIENCE);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void answersInTimeAndUsesRedisOnceItIsThere(boolean hung) {
        String database = TestServers.newDatabase();
        try (OwnRedis redis = new OwnRedis(folder)) {
            if (hung) {
                redis.hang();
            } else {
                redis.stop();
            }
            try (GatewayNode node = GatewayNode.start(
                    database, redis.url(), "catalog.cache.near.size=0", "catalog.cache.timeout=250ms")) {
                SmallShop.open(JdbcClient.create(new DriverManagerDataSource(database)));
                for (int read = 0; read < 10; read++) {
                    var reply = node.ask("{productCount categories {nodes {name}}}");
                    assertThat(reply.errors()).isEmpty();
                    assertThat(reply.took()).isLessThan(BOUND);
                }
                assertThat(node.health("")).isEqualTo("200 DEGRADED");
                assertThat(node.health("/readiness")).isEqualTo("200 UP");

                if (hung) {
                    redis.goOn();
                } else {
                    redis.start();
                }
                await().atMost(PATIENCE).until(() -> node.health("").equals("200 UP"));
                await().atMost(PATIENCE)
                        .until(() -> node.explain("{productCount}")
                                .states()
                                .toString()
                                .contains("HIT"));
            } finally {
                redis.goOn();
            }
        }
    }
}
