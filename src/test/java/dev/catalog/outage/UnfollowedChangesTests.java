package dev.catalog.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catalog.support.CatalogSubscriber;
import dev.catalog.support.CatalogSubscriber.Transport;
import dev.catalog.support.GatewayNode;
import dev.catalog.support.GatewayNode.Reply;
import dev.catalog.support.OwnPostgres;
import dev.catalog.support.TestServers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A node that follows no changes, beside one that does, over one Redis. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
class UnfollowedChangesTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration BOUND = Duration.ofMillis(1500);
    private static final String KEPT = "{product(id: 1) {name}}";
    private static final String SHORT_LIVED = "{productsByCategory(slug: \"lamps\", first: 4) {nodes {name}}}";

    private OwnPostgres postgres;
    private GatewayNode unfollowing;
    private GatewayNode following;

    @BeforeAll
    void start(@TempDir Path folder) {
        postgres = new OwnPostgres(folder);
        String prefix = "catalog.cache.prefix=" + UUID.randomUUID();
        following = GatewayNode.start(postgres.url(), TestServers.redisUrl(), prefix, "catalog.cache.timeout=5s");
        unfollowing = GatewayNode.start(
                postgres.url(),
                TestServers.redisUrl(),
                prefix,
                "catalog.cache.timeout=5s",
                "catalog.feed.enabled=false",
                "catalog.limits.timeout=2s",
                "catalog.cache.near.ttl=100ms",
                "catalog.cache.regions.products-by-category.ttl=500ms");
    }

    @AfterAll
    void stop() {
        unfollowing.close();
        following.close();
        postgres.close();
    }

    @BeforeEach
    void openShop() {
        SmallShop.open(postgres.jdbc());
        await().atMost(PATIENCE)
                .until(() -> following.ask(KEPT).data().toString().contains("Product 1"));
        await().atMost(PATIENCE)
                .until(() -> unfollowing.ask(SHORT_LIVED).data().toString().contains("Product 10"));
    }

    @Test
    void itsAnswersLiveForTheirTimeToLive() {
        SmallShop.rename(postgres.jdbc(), 2, "A new name");

        await().atMost(PATIENCE)
                .until(() -> unfollowing.ask(SHORT_LIVED).data().toString().contains("A new name"));
        assertThat(unfollowing
                        .ask(SHORT_LIVED)
                        .body()
                        .at("/extensions/catalogVersion")
                        .isMissingNode())
                .isTrue();
        assertThat(unfollowing.health("")).isEqualTo("200 UP");
    }

    @Test
    void whatIsExpiredIsServedOnlyWhileTheDatabaseIsDown() {
        String before = unfollowing.ask(SHORT_LIVED).data().toString();
        for (int read = 0; read < 20; read++) {
            assertThat(unfollowing.explain(SHORT_LIVED).states()).noneMatch(state -> state.endsWith("STALE"));
        }

        postgres.crash();
        try {
            await().atMost(PATIENCE).until(() -> {
                Reply reply = unfollowing.ask(SHORT_LIVED);
                assertThat(reply.errors()).isEmpty();
                assertThat(reply.data().toString()).isEqualTo(before);
                return reply.isStale();
            });
        } finally {
            postgres.start();
        }

        await().atMost(PATIENCE).until(() -> !unfollowing.ask(SHORT_LIVED).isStale());
    }

    @Test
    void itTellsNobodyOfChanges() {
        for (Transport transport : Transport.values()) {
            try (CatalogSubscriber subscriber = CatalogSubscriber.open(transport, unfollowing.port(), null, null)) {
                assertThat(subscriber.awaitError()).startsWith("UNAVAILABLE: Changes of the catalog are not followed");
            }
        }
    }

    @Test
    void theOtherNodeIsNotMisledByWhatItStores() {
        for (int write = 0; write < 10; write++) {
            String name = "Renamed " + write;
            SmallShop.rename(postgres.jdbc(), 1, name);
            long start = System.nanoTime();
            await().pollInterval(Duration.ofMillis(5)).atMost(PATIENCE).until(() -> {
                Reply _ = unfollowing.ask(KEPT);
                return following.ask(KEPT).data().at("/product/name").asString().equals(name);
            });
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUND);
        }
    }
}
