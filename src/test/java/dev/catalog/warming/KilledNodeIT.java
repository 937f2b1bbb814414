package dev.catalog.warming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catalog.support.GatewayProcess;
import dev.catalog.support.TestServers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Nodes in processes of their own, one of which is killed while it works on a job. */
@Timeout(300)
class KilledNodeIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Pattern WORKS = Pattern.compile("Warming jobs are worked on as ([\\w-]+)");

    @TempDir
    private Path directory;

    @Test
    void itsPartsAreTakenOverWithinThirtySeconds() throws Exception {
        String database = TestServers.newDatabase();
        JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource(database));
        WarmingRows rows = new WarmingRows(jdbc);
        try (GatewayProcess one = start(database);
                GatewayProcess other = start(database)) {
            one.awaitAddress();
            other.awaitAddress();
            jdbc.sql("""
                            INSERT INTO categories (name, slug, created_at, updated_at)
                            SELECT 'Shelf ' || n, 'shelf-' || n, now(), now() FROM generate_series(1, 60) AS n""").update();
            String killed = name(one);
            long job = rows.insert("categories", "pending");
            await("both work").atMost(PATIENCE).until(() -> workers(jdbc), names -> names.size() == 2);

            one.kill();

            await("the other works alone")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> !workers(jdbc).contains(killed));
            await().atMost(Duration.ofMinutes(2)).until(() -> rows.status(job).equals("completed"));
            assertThat(rows.row(job).get("completed")).isEqualTo(rows.row(job).get("total"));
            assertThat(other.output()).doesNotContain(" ERROR ");
            assertThat(other.stop()).isEqualTo(143);
        }
    }

    private GatewayProcess start(String database) {
        return GatewayProcess.ofClasses(
                directory,
                "--spring.datasource.url=" + database,
                "--spring.data.redis.url=" + TestServers.redisUrl(),
                "--catalog.cache.prefix=killed",
                "--catalog.warming.concurrency=1",
                "--catalog.warming.batch-size=5",
                "--catalog.warming.rate=20");
    }

    private static String name(GatewayProcess node) {
        MatchResult works = node.awaitOutput(WORKS);
        return works.group(1);
    }

    private static List<String> workers(JdbcClient jdbc) {
        return jdbc.sql("SELECT DISTINCT picked_by FROM catalog_warming_tasks WHERE picked AND task_name = 'warm-part'")
                .query(String.class)
                .list();
    }
}
