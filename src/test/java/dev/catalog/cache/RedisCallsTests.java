package dev.catalog.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/** What is held against Redis, and what is not. */
class RedisCallsTests {

    private static final int CALLS = 10;

    private static final Duration TIMEOUT = Duration.ofMillis(1);

    private final RedisCalls calls = new RedisCalls("reads", properties(), new SimpleMeterRegistry(), Runnable::run);

    private static CacheProperties properties() {
        return new CacheProperties(
                true,
                "test",
                TIMEOUT,
                Duration.ofMinutes(1),
                Duration.ofSeconds(5),
                Duration.ofSeconds(2),
                new CacheProperties.Near(DataSize.ofMegabytes(1), Duration.ofMinutes(1)));
    }

    @BeforeEach
    void connect() {
        assertThat(calls.await(() -> CompletableFuture.completedFuture("connected")))
                .isNotNull();
    }

    /** A node that has just started, or whose machine is busy, is late for answers that were there in time. */
    @Test
    void anAnswerWhoseReaderIsLateIsNoFailure() {
        for (int call = 0; call < CALLS; call++) {
            String answer = calls.await(() -> {
                beLate();
                return CompletableFuture.completedFuture("answer");
            });
            assertThat(answer).isEqualTo("answer");
        }

        assertThat(calls.isOpen()).isFalse();
    }

    @Test
    void twoFailuresOfFourAreEnoughToLeaveRedisAlone() {
        for (int call = 0; call < 2; call++) {
            String answer = calls.await(() -> CompletableFuture.failedFuture(new TimeoutException()));
            assertThat(answer).isNull();
        }

        assertThat(calls.isOpen()).isTrue();
    }

    private static void beLate() {
        long end = System.nanoTime() + 2 * TIMEOUT.toNanos();
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }
}
