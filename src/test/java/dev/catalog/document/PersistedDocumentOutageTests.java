package dev.catalog.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catalog.outage.OwnRedis;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PersistedDocumentOutageTests {

    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final Duration TIMEOUT = Duration.ofMillis(250);
    private static final String TEXT = "{productCount}";
    private static final String HASH = DocumentHash.of(TEXT);

    @Test
    void withoutRedisDocumentsOfTheNodeAreKnownAndOthersSoonUnknown(@TempDir Path folder) {
        try (OwnRedis redis = new OwnRedis(folder);
                DocumentNode node = new DocumentNode(redis.url(), "outage", Clock.systemUTC(), TIMEOUT);
                DocumentNode other = new DocumentNode(redis.url(), "outage", Clock.systemUTC(), TIMEOUT)) {
            assertThat(node.documents().find(HASH)).isEmpty();
            assertThat(other.documents().find(HASH)).isEmpty();
            redis.hang();

            node.documents().register(HASH, TEXT);
            assertThat(node.documents().find(HASH)).contains(TEXT);
            long start = System.nanoTime();
            for (int i = 0; i < 1000; i++) {
                assertThat(other.documents().find(HASH)).isEmpty();
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));

            redis.goOn();
            await().atMost(BOUND).until(() -> {
                node.documents().find(HASH);
                return other.documents().find(HASH).isPresent();
            });
        }
    }
}
