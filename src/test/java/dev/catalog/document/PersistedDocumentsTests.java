package dev.catalog.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catalog.support.SettableClock;
import dev.catalog.support.TestServers;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PersistedDocumentsTests {

    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String TEXT = "{productCount} # é";
    private static final String HASH = DocumentHash.of(TEXT);

    private final SettableClock clock = new SettableClock(Instant.parse("2026-05-01T10:00:00Z"));
    private final String prefix = "documents-" + UUID.randomUUID();
    private final DocumentNode node = new DocumentNode(TestServers.redisUrl(), prefix, clock, BOUND);
    private final DocumentNode other = new DocumentNode(TestServers.redisUrl(), prefix, clock, BOUND);

    @AfterEach
    void stop() {
        node.close();
        other.close();
    }

    @Test
    void aDocumentIsKnownToEveryNode() {
        register();

        assertThat(node.documents().find(HASH)).contains(TEXT);
        assertThat(other.documents().find(HASH)).contains(TEXT);
        assertThat(node.timeToLive(HASH)).isBetween(DocumentNode.TTL.minus(MINUTE), DocumentNode.TTL);
    }

    @Test
    void anUnknownDocumentIsNotFound() {
        assertThat(node.documents().find(HASH)).isEmpty();
    }

    @Test
    void useIsToldNowAndThenAndNoMoreOften() {
        register();
        node.expire(HASH, MINUTE);

        clock.advance(DocumentNode.TTL.dividedBy(10).minusSeconds(1));
        node.documents().find(HASH);
        assertThat(node.timeToLive(HASH)).isLessThanOrEqualTo(MINUTE);

        clock.advance(Duration.ofSeconds(1));
        node.documents().find(HASH);
        await().atMost(BOUND).until(() -> node.timeToLive(HASH).compareTo(MINUTE) > 0);
    }

    @Test
    void aNodeThatReadsADocumentRenewsIt() {
        register();
        node.expire(HASH, MINUTE);

        other.documents().find(HASH);

        assertThat(node.timeToLive(HASH)).isGreaterThan(MINUTE);
    }

    @Test
    void whatRedisHasLostIsPutBackWithItsUse() {
        register();
        node.forget(HASH);
        clock.advance(DocumentNode.TTL.dividedBy(10));

        assertThat(other.documents().find(HASH)).isEmpty();
        assertThat(node.documents().find(HASH)).contains(TEXT);
        await().atMost(BOUND).until(() -> other.documents().find(HASH).isPresent());
    }

    @Test
    void whatIsNotUsedIsForgotten() {
        register();
        node.forget(HASH);

        clock.advance(DocumentNode.TTL);

        assertThat(node.documents().find(HASH)).isEmpty();
    }

    @Test
    void whatIsNotTheDocumentOfItsHashIsNotUsed() {
        node.overwrite(HASH, "{somethingElse}");

        assertThat(node.documents().find(HASH)).isEmpty();
    }

    @Test
    void aDocumentThatIsTooLongIsNotKept() {
        String longest = "é".repeat(PersistedDocuments.LONGEST / 2);
        node.documents().register(DocumentHash.of(longest), longest);
        node.documents().register(DocumentHash.of(longest + "#"), longest + "#");

        assertThat(node.documents().find(DocumentHash.of(longest))).contains(longest);
        assertThat(node.documents().find(DocumentHash.of(longest + "#"))).isEmpty();
    }

    private void register() {
        node.documents().register(HASH, TEXT);
        await().atMost(BOUND).until(() -> !node.timeToLive(HASH).isNegative());
    }
}
