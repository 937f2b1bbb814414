package dev.catalog.warming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catalog.support.GatewayNode;
import dev.catalog.support.HttpGatewayTest;
import dev.catalog.support.TestServers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What triggers jobs by itself, on nodes that start with it. */
@Timeout(180)
class ScheduledWarmingIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final AtomicInteger PREFIXES = new AtomicInteger();

    private String database;
    private JdbcClient jdbc;
    private WarmingRows rows;

    @BeforeEach
    void newDatabase() {
        database = TestServers.newDatabase();
        jdbc = JdbcClient.create(new DriverManagerDataSource(database));
        rows = new WarmingRows(jdbc);
    }

    private GatewayNode start(String... settings) {
        String[] all = Stream.concat(
                        Stream.of("catalog.cache.prefix=scheduled-" + PREFIXES.incrementAndGet()), Stream.of(settings))
                .toArray(String[]::new);
        return GatewayNode.start(database, TestServers.redisUrl(), all);
    }

    @Test
    void aTickOfTheClockTriggersOneJobOverAllNodes() {
        String everySecond = "catalog.warming.schedule.navigation=* * * * * *";
        try (GatewayNode _ = start(everySecond);
                GatewayNode _ = start(everySecond)) {
            await().atMost(PATIENCE).until(() -> rows.count("cache_warming_jobs WHERE status = 'completed'") >= 4);
        }

        List<Integer> jobsASecond = jdbc.sql(
                        "SELECT count(*) FROM cache_warming_jobs GROUP BY date_trunc('second', created_at)")
                .query(Integer.class)
                .list();
        assertThat(jobsASecond).containsOnly(1);
    }

    @Test
    void aStartTriggersItsJobsAndIsReadyWhenTheyHaveEnded() {
        try (GatewayNode node = start("catalog.warming.after-start=HOMEPAGE,navigation")) {
            assertThat(node.health("/readiness")).isEqualTo("200 UP");
            assertThat(rows.ids()).hasSize(2).allMatch(id -> rows.status(id).equals("completed"));
        }
    }

    @Test
    void aStartIsReadyInTimeThoughNobodyWorksOnItsJobs() {
        try (GatewayNode node = start(
                "catalog.warming.after-start=HOMEPAGE",
                "catalog.warming.ready-within=300ms",
                "catalog.warming.concurrency=0")) {
            assertThat(node.health("/readiness")).isEqualTo("200 UP");
            assertThat(rows.ids())
                    .singleElement()
                    .satisfies(id -> assertThat(rows.status(id)).isEqualTo("pending"));
        }
    }

    @Test
    void anEvictionTriggersTheJobsThatFillWhatItRemovedWhereThatIsWanted() {
        try (GatewayNode node = start("catalog.warming.after-eviction=true")) {
            evict(node, "navigation");
            await().atMost(PATIENCE)
                    .until(() -> rows.count("cache_warming_jobs WHERE job_type = 'navigation' AND status = 'completed'")
                            == 1);
        }
        rows.clear();
        try (GatewayNode node = start()) {
            evict(node, "navigation");
        }

        assertThat(rows.ids()).isEmpty();
    }

    @Test
    void aStopHandsWorkOverAtOnce() {
        String[] slow = {"catalog.warming.batch-size=10", "catalog.warming.rate=20", "catalog.warming.concurrency=1"};
        try (GatewayNode _ = start(slow)) {
            long job;
            try (GatewayNode node = start(slow)) {
                jdbc.sql("""
                                INSERT INTO categories (name, slug, created_at, updated_at)
                                SELECT 'Shelf ' || n, 'shelf-' || n, now(), now() FROM generate_series(1, 30) AS n""").update();
                job = node.bean(WarmingJobs.class)
                        .warm(CacheWarmingJobType.CATEGORIES)
                        .jobId();
                rows.awaitStatus(job, "running");
                await().atMost(PATIENCE).until(() -> workers() == 2);
            }
            // The one that stopped holds nothing, without anybody having had to find that out.
            assertThat(workers()).isLessThanOrEqualTo(1);
            rows.awaitStatus(job, "completed");
        }
    }

    private int workers() {
        return jdbc.sql(
                        "SELECT count(DISTINCT picked_by) FROM catalog_warming_tasks WHERE picked AND task_name = 'warm-part'")
                .query(Integer.class)
                .single();
    }

    private static void evict(GatewayNode node, String region) {
        var answer = node.ask(
                "mutation {evictCache(input: {regions: [\"" + region + "\"]}) {userErrors {message}}}",
                "Authorization",
                "Bearer " + HttpGatewayTest.ADMIN_TOKEN);
        assertThat(answer.data().at("/evictCache/userErrors").isEmpty()).isTrue();
    }
}
