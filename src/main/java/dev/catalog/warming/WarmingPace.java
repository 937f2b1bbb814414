package dev.catalog.warming;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.FixedBackOff;

/**
 * How fast this node fills, all its parts together: at the set rate at most, and not at all while somebody waits for a
 * connection of the pool, so that readers go first.
 */
@Component
class WarmingPace {

    private static final long PAUSE_MILLIS = 20;
    private static final Duration LONGEST_WAIT = Duration.ofMillis(250);

    private final DataSource dataSource;
    private final RateLimiter batches;
    private final int batchSize;

    WarmingPace(WarmingProperties properties, DataSource dataSource) {
        this.dataSource = dataSource;
        // No batch takes longer than a second's worth, so that a low rate makes small batches and not long pauses.
        batchSize = Math.min(properties.batchSize(), properties.rate());
        batches = RateLimiter.of(
                "warming",
                RateLimiterConfig.custom()
                        .limitForPeriod(1)
                        .limitRefreshPeriod(Duration.ofNanos(1_000_000_000L * batchSize / properties.rate()))
                        .timeoutDuration(LONGEST_WAIT)
                        .build());
    }

    /** How many keys to fill at once. */
    int batchSize() {
        return batchSize;
    }

    /** Waits until the next batch may be filled; false where it is told to stop before. */
    boolean await(BooleanSupplier stopped) {
        while (!stopped.getAsBoolean()) {
            if (isPoolWaitedFor()) {
                pause();
            } else if (batches.acquirePermission()) {
                return true;
            }
        }
        return false;
    }

    private boolean isPoolWaitedFor() {
        try {
            if (!dataSource.isWrapperFor(HikariDataSource.class)) {
                return false;
            }
            HikariPoolMXBean pool = dataSource.unwrap(HikariDataSource.class).getHikariPoolMXBean();
            return pool != null && pool.getThreadsAwaitingConnection() > 0;
        } catch (SQLException e) {
            throw new IllegalStateException("A pool can't be looked into", e);
        }
    }

    private static void pause() {
        BackOffExecution pause = new FixedBackOff(PAUSE_MILLIS, 1).start();
        try {
            // The pool tells nobody when its last waiting thread has got a connection.
            Thread.sleep(pause.nextBackOff());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while readers go first", e);
        }
    }
}
