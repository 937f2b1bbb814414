package dev.catalog.warming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.catalog.support.TestServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WarmingPaceTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HikariDataSource pool = new HikariDataSource(configuration());

    private static HikariConfig configuration() {
        HikariConfig configuration = new HikariConfig();
        configuration.setJdbcUrl(TestServers.postgresUrl());
        configuration.setMaximumPoolSize(1);
        return configuration;
    }

    @AfterEach
    void closePool() {
        pool.close();
    }

    @Test
    void batchesComeAtTheSetRateAtMost() {
        WarmingPace pace = pace(10, 200);
        long start = System.nanoTime();

        for (int batch = 0; batch < 11; batch++) {
            assertThat(pace.await(() -> false)).isTrue();
        }

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(450));
    }

    @Test
    void aLowRateMakesSmallBatches() {
        assertThat(pace(100, 7).batchSize()).isEqualTo(7);
        assertThat(pace(100, 1000).batchSize()).isEqualTo(100);
    }

    @Test
    void nothingIsFilledWhileSomebodyWaitsForAConnection() throws SQLException {
        WarmingPace pace = pace(10, 1_000_000);
        CompletableFuture<Boolean> reader;
        CompletableFuture<Boolean> batch;
        try (Connection _ = pool.getConnection()) {
            reader = CompletableFuture.supplyAsync(this::connect);
            await().atMost(PATIENCE).until(() -> pool.getHikariPoolMXBean().getThreadsAwaitingConnection() == 1);

            batch = CompletableFuture.supplyAsync(() -> pace.await(() -> false));

            await().during(Duration.ofMillis(200)).atMost(PATIENCE).until(() -> !batch.isDone());
        }
        await().atMost(PATIENCE).until(() -> reader.isDone() && batch.isDone());
        assertThat(batch).isCompletedWithValue(true);
    }

    @Test
    void whoStopsWaitsNoLonger() {
        WarmingPace pace = pace(1, 1);
        assertThat(pace.await(() -> false)).isTrue();
        AtomicBoolean stopped = new AtomicBoolean();

        CompletableFuture<Boolean> batch = CompletableFuture.supplyAsync(() -> pace.await(stopped::get));
        stopped.set(true);

        await().atMost(PATIENCE).until(batch::isDone);
        assertThat(pace.await(() -> true)).isFalse();
    }

    private boolean connect() {
        try (Connection connection = pool.getConnection()) {
            return connection.isValid(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private WarmingPace pace(int batchSize, int rate) {
        return new WarmingPace(
                new WarmingProperties(
                        1,
                        batchSize,
                        rate,
                        0,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(12),
                        Duration.ofDays(1),
                        Map.of(),
                        List.of(),
                        Duration.ZERO,
                        false),
                pool);
    }
}
