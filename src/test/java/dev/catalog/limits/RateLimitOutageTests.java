package dev.catalog.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catalog.outage.OwnRedis;
import dev.catalog.support.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RateLimitOutageTests {

    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final int REQUESTS = 200;

    @Test
    void nobodyIsRefusedWhileRedisHangs(@TempDir Path folder) {
        SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));
        try (OwnRedis redis = new OwnRedis(folder);
                RateLimitNode node = new RateLimitNode(redis.url(), "budgets", 10, "250ms", clock)) {
            await().atMost(BOUND).until(() -> !node.limits().pay("a", 10).allowed());

            redis.hang();
            double before = node.failures();
            for (int i = 0; i < REQUESTS; i++) {
                assertThat(node.limits().pay("a", 10).allowed()).isTrue();
            }

            assertThat(node.count("unjudged")).isGreaterThanOrEqualTo(REQUESTS);
            // A few wait for an answer, then Redis is left alone but for two tries in each pause.
            assertThat(node.failures() - before).isLessThan(REQUESTS / 2.0);

            redis.goOn();
            await().atMost(BOUND).until(() -> !node.limits().pay("a", 10).allowed());
        }
    }
}
