package dev.catalog.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catalog.support.GatewayNode;
import dev.catalog.support.HttpGatewayTest;
import dev.catalog.support.TestServers;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;

/** Warming jobs while what they fill, or read, is away. */
@Timeout(180)
class WarmingOutageTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void aJobGoesOnAfterAShortOutageOfRedisAndFailsAfterALongOne() {
        String database = TestServers.newDatabase();
        JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource(database));
        try (OwnRedis redis = new OwnRedis(folder);
                GatewayNode node = GatewayNode.start(
                        database,
                        redis.url(),
                        "catalog.cache.timeout=1s",
                        "catalog.warming.retries=3",
                        "catalog.warming.retry-pause=700ms")) {
            SmallShop.open(jdbc);
            redis.stop();
            String shortOutage = warm(node, "CATEGORIES");
            await().atMost(PATIENCE).until(() -> failures(jdbc) > 0);
            redis.start();
            assertThat(awaitEnd(node, shortOutage).at("/status").asString()).isEqualTo("COMPLETED");

            redis.stop();
            JsonNode failed = awaitEnd(node, warm(node, "CATEGORIES"));

            assertThat(failed.at("/status").asString()).isEqualTo("FAILED");
            assertThat(failed.at("/errorMessage").asString())
                    .matches("Part \\d+ could not be filled in 4 attempts: Redis did not answer in time\\."
                            + " 0 of \\d+ keys were filled\\.");
            redis.start();
            String again = operate(
                            node,
                            "mutation {retryWarmingJob(input: {id: \"%s\"}) {job {id}}}"
                                    .formatted(failed.at("/id").asString()))
                    .at("/retryWarmingJob/job/id")
                    .asString();
            assertThat(awaitEnd(node, again).at("/status").asString()).isEqualTo("COMPLETED");
        }
    }

    private static int failures(JdbcClient jdbc) {
        return jdbc.sql("SELECT coalesce(sum(consecutive_failures), 0) FROM catalog_warming_tasks")
                .query(Integer.class)
                .single();
    }

    private static String warm(GatewayNode node, String type) {
        return operate(node, "mutation {warmCache(input: {jobType: %s}) {job {id}}}".formatted(type))
                .at("/warmCache/job/id")
                .asString();
    }

    private static JsonNode awaitEnd(GatewayNode node, String id) {
        String query = "{warmingJob(id: \"%s\") {id status errorMessage}}".formatted(id);
        return await().atMost(PATIENCE)
                .until(
                        () -> operate(node, query).at("/warmingJob"),
                        job -> !job.at("/status").asString().matches("PENDING|RUNNING"));
    }

    private static JsonNode operate(GatewayNode node, String operation) {
        return node.ask(operation, "Authorization", "Bearer " + HttpGatewayTest.ADMIN_TOKEN)
                .data();
    }
}
