package dev.catalog.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catalog.cache.CacheNode.Kind;
import dev.catalog.feed.Position;
import dev.catalog.support.TestServers;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.mock.env.MockEnvironment;

/** What a change of the database does to entries, wherever they are kept and whoever fills them meanwhile. */
class ChangedEntryTests {

    private final CacheNodes nodes = new CacheNodes();

    @AfterEach
    void closeNodes() {
        nodes.close();
    }

    @ParameterizedTest
    @EnumSource(value = Kind.class, names = "OFF", mode = EnumSource.Mode.EXCLUDE)
    void anEntryThatAChangeTouchesIsLoadedAnewAndNoOther(Kind kind) {
        nodes.shelf.put("lamp", 3);
        nodes.shelf.put("vase", 5);
        CacheNode node = nodes.following(kind);
        node.read("lamp", "vase");
        awaitStored(node, "lamp");
        awaitStored(node, "vase");

        long change = nodes.change("lamp", 4);
        assertThat(node.amountOf("lamp")).isEqualTo(3);
        node.feed.follow("lamp", change);

        assertThat(node.amountOf("lamp")).isEqualTo(4);
        assertThat(node.stateOf("vase")).isNotEqualTo(CacheState.MISS);
        assertThat(nodes.shelf.loads).hasSize(2);
    }

    @Test
    void memoryIsTrustedForAsLongAsAChangeOrAnEvictionWouldBeNoticed() {
        nodes.shelf.put("lamp", 3);
        CacheNode node = nodes.following(Kind.NEAR);
        node.read("lamp");
        awaitStored(node, "lamp");
        Lineage lineage = Objects.requireNonNull(node.lineageOf("lamp"));

        nodes.clock.advance(CacheNode.NEAR_TTL.plusSeconds(1));
        // Which Redis is asked about meanwhile, and tells that nothing was evicted.
        await().atMost(Duration.ofSeconds(30)).until(() -> node.lineages().isCurrent(lineage));

        assertThat(node.stateOf("lamp")).isEqualTo(CacheState.NEAR);
        node.feed.live(false);
        assertThat(node.stateOf("lamp")).isEqualTo(CacheState.HIT);
    }

    @Test
    void theAbsenceOfAValueEndsWhenItAppears() {
        CacheNode node = nodes.following(Kind.NEAR);
        assertThat(node.read("lamp")).isEmpty();

        node.feed.follow("lamp", nodes.change("lamp", 3));

        assertThat(node.amountOf("lamp")).isEqualTo(3);
    }

    @Test
    void aFillThatAChangeOvertakesIsRefusedEverywhere() {
        nodes.shelf.put("lamp", 3);
        CacheNode node = nodes.following(Kind.NEAR);
        HeldLoad held = new HeldLoad(nodes.shelf);
        CompletableFuture<Integer> early = CompletableFuture.supplyAsync(() -> node.amountOf("lamp"));
        held.awaitBegun();

        node.feed.follow("lamp", nodes.change("lamp", 4));
        // A reader that comes after the change neither waits for the old fill nor takes its value.
        assertThat(node.amountOf("lamp")).isEqualTo(4);
        held.release();

        assertThat(early.join()).isEqualTo(3);
        assertThat(node.amountOf("lamp")).isEqualTo(4);
        assertThat(node.count("catalog.cache.refused")).isEqualTo(1);
        CacheNode other = nodes.following(Kind.NEAR);
        assertThat(other.amountOf("lamp")).isEqualTo(4);
    }

    @Test
    void aFillOfANodeThatLagsReplacesNothingNewer() {
        nodes.shelf.put("lamp", 3);
        CacheNode lagging = nodes.following(Kind.REDIS);
        CacheNode other = nodes.following(Kind.REDIS);
        HeldLoad held = new HeldLoad(nodes.shelf);
        CompletableFuture<Integer> early = CompletableFuture.supplyAsync(() -> lagging.amountOf("lamp"));
        held.awaitBegun();
        other.feed.follow("lamp", nodes.change("lamp", 4));
        assertThat(other.amountOf("lamp")).isEqualTo(4);
        awaitStored(other, "lamp");

        held.release();
        assertThat(early.join()).isEqualTo(3);

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () -> assertThat(lagging.count("catalog.cache.refused")).isEqualTo(1));
        assertThat(other.stateOf("lamp")).isEqualTo(CacheState.HIT);
        assertThat(other.amountOf("lamp")).isEqualTo(4);
    }

    @Test
    void aFillOfANodeThatLagsIsNotBelievedByOneThatKnowsBetter() {
        nodes.shelf.put("lamp", 3);
        CacheNode lagging = nodes.following(Kind.REDIS);
        CacheNode other = nodes.following(Kind.NEAR);
        HeldLoad held = new HeldLoad(nodes.shelf);
        CompletableFuture<Integer> early = CompletableFuture.supplyAsync(() -> lagging.amountOf("lamp"));
        held.awaitBegun();
        other.feed.follow("lamp", nodes.change("lamp", 4));
        held.release();
        early.join();
        awaitStored(lagging, "lamp");

        assertThat(other.amountOf("lamp")).isEqualTo(4);
    }

    @Test
    void aTransactionThatWasOpenDuringAFillCountsWhenItCommits() {
        nodes.shelf.put("lamp", 3);
        CacheNode node = nodes.following(Kind.NEAR);
        long open = nodes.history.begin();
        node.feed.follow("vase", nodes.history.change());
        node.read("lamp");
        awaitStored(node, "lamp");

        nodes.shelf.put("lamp", 4);
        nodes.history.commit(open);
        node.feed.follow("lamp", open);

        assertThat(node.amountOf("lamp")).isEqualTo(4);
    }

    @Test
    void manyChangesAtOnceTouchEveryEntryOfTheirKind() {
        nodes.shelf.put("lamp", 3);
        CacheNode node = nodes.following(Kind.NEAR);
        node.read("lamp");

        node.feed.followMany(nodes.change("lamp", 4));

        assertThat(node.amountOf("lamp")).isEqualTo(4);
        assertThat(node.stateOf("lamp")).isEqualTo(CacheState.NEAR);
    }

    @Test
    void aNodeThatStartsBelievesWhatWasLoadedAfterTheChangesOfTheLog() {
        Position past = nodes.history.now();
        long many = nodes.change("lamp", 3);
        long one = nodes.change("lamp", 4);
        CacheNode node = nodes.following(Kind.NEAR);
        node.read("lamp");
        awaitStored(node, "lamp");

        CacheNode started = nodes.node(TestServers.redisUrl(), Kind.NEAR);
        started.feed.startAt(past);
        started.feed.followMany(many);
        started.feed.follow("lamp", one);

        assertThat(started.stateOf("lamp")).isEqualTo(CacheState.HIT);
    }

    @Test
    void whatWasLoadedBeforeALossOfHistoryIsLoadedAnew() {
        nodes.shelf.put("lamp", 3);
        CacheNode node = nodes.following(Kind.NEAR);
        node.read("lamp");
        awaitStored(node, "lamp");
        nodes.change("lamp", 4);

        node.feed.lose();

        assertThat(node.amountOf("lamp")).isEqualTo(4);
    }

    @Test
    void anEntryOfANodeThatFollowsNoChangesIsNotBelieved() {
        nodes.shelf.put("lamp", 3);
        CacheNode blind = nodes.node(TestServers.redisUrl(), Kind.REDIS);
        blind.read("lamp");
        awaitStored(blind, "lamp");
        nodes.change("lamp", 4);

        assertThat(nodes.following(Kind.NEAR).amountOf("lamp")).isEqualTo(4);
    }

    @Test
    void anEntryOfAnotherDatabaseIsNotBelieved() {
        nodes.shelf.put("lamp", 3);
        CacheNode node = nodes.following(Kind.REDIS);
        node.read("lamp");
        awaitStored(node, "lamp");
        nodes.shelf.put("lamp", 4);
        try (CacheNode other = new CacheNode(
                TestServers.redisUrl(),
                nodes.prefix,
                nodes.shelf,
                nodes.clock,
                Kind.REDIS,
                new MockEnvironment(),
                new FakeFeed.History("restored"))) {
            other.feed.start();

            assertThat(other.amountOf("lamp")).isEqualTo(4);
        }
    }

    @Test
    void manyChangesOfOneItemAreKnownAsWell() {
        nodes.shelf.put("lamp", 0);
        CacheNode node = nodes.following(Kind.REDIS);
        for (int amount = 1; amount <= 30; amount++) {
            node.read("lamp");
            node.feed.follow("lamp", nodes.change("lamp", amount));
            assertThat(node.amountOf("lamp")).isEqualTo(amount);
        }
    }

    private void awaitStored(CacheNode node, String name) {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> node.redisson.getBucket(nodes.key(name)).isExists());
    }
}
