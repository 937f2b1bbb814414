package dev.catalog.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.catalog.cache.CacheNode.Kind;
import dev.catalog.support.SettableClock;
import dev.catalog.support.TestServers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.redisson.client.codec.ByteArrayCodec;
import org.springframework.mock.env.MockEnvironment;

class RegionCachesTests {

    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final Shelf shelf = new Shelf();
    private final String prefix = "test-" + UUID.randomUUID();
    private final List<CacheNode> nodes = new ArrayList<>();

    private CacheNode node(Kind kind) {
        return node(kind, new MockEnvironment());
    }

    private CacheNode node(Kind kind, MockEnvironment environment) {
        CacheNode node = new CacheNode(
                TestServers.redisUrl(), prefix, shelf, clock, kind, environment, new FakeFeed.History("shelf"));
        nodes.add(node);
        return node;
    }

    @AfterEach
    void closeNodes() {
        nodes.forEach(CacheNode::close);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void eachKeyHasItsValueAndAnUnknownOneNone(Kind kind) {
        CacheNode node = node(kind);
        shelf.put("lamp", 3);
        shelf.put("vase", 5);

        for (int read = 0; read < 3; read++) {
            assertThat(node.read("vase", "none", "lamp"))
                    .containsOnly(
                            java.util.Map.entry("lamp", new Shelf.Item("lamp", 3)),
                            java.util.Map.entry("vase", new Shelf.Item("vase", 5)));
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aFailedLoadReachesTheReaderAndLeavesNothingBehind(Kind kind) {
        CacheNode node = node(kind);
        shelf.put("lamp", 3);
        shelf.beforeReturn(() -> {
            throw new IllegalStateException("the shelf fell over");
        });
        assertThatThrownBy(() -> node.read("lamp"))
                .isInstanceOf(CompletionException.class)
                .hasRootCauseMessage("the shelf fell over");

        shelf.beforeReturn(() -> {});
        assertThat(node.read("lamp")).containsKey("lamp");
        assertThat(shelf.loads).hasSize(2);
    }

    @Test
    void missingKeysAloneAreLoadedAndTogether() {
        CacheNode node = node(Kind.NEAR);
        node.read("lamp");

        node.read("lamp", "vase", "bowl");

        assertThat(shelf.loads.getLast()).containsExactly("bowl", "vase");
    }

    @Test
    void aSecondNodeReadsWhatTheFirstHasStored() {
        shelf.put("lamp", 3);
        CacheNode first = node(Kind.NEAR);
        first.read("lamp");
        awaitStored("lamp");

        CacheNode second = node(Kind.NEAR);

        assertThat(second.stateOf("lamp")).isEqualTo(CacheState.HIT);
        assertThat(second.stateOf("lamp")).isEqualTo(CacheState.NEAR);
        assertThat(shelf.loads).hasSize(1);
    }

    @Test
    void aReadTellsWhereItsValueCameFromAndHowOldItIs() {
        shelf.put("lamp", 3);
        CacheNode node = node(Kind.REDIS);
        assertThat(node.stateOf("lamp")).isEqualTo(CacheState.MISS);
        awaitStored("lamp");
        clock.advance(Duration.ofMinutes(7));

        ReadContext context = ReadContext.recording();
        node.read(context, "lamp");

        assertThat(context.reads())
                .containsExactly(new CacheRead(
                        "shelf-item", "shelf/lamp", CacheState.HIT, Duration.ofMinutes(7), Duration.ofHours(1)));
    }

    @Test
    void anEntryLivesForItsRegionsTimeToLiveLessAtMostATenth() {
        shelf.put("lamp", 3);
        CacheNode node = node(Kind.NEAR);
        node.read("lamp");
        awaitStored("lamp");
        shelf.put("lamp", 4);

        clock.advance(Duration.ofMinutes(53));
        assertThat(node.read("lamp")).containsValue(new Shelf.Item("lamp", 3));

        clock.advance(Duration.ofMinutes(8));
        assertThat(node.read("lamp")).containsValue(new Shelf.Item("lamp", 4));
    }

    @Test
    void redisKeepsAnEntryForItsTimeToLiveAndTheGraceWindow() {
        MockEnvironment environment = new MockEnvironment()
                .withProperty("catalog.cache.regions.shelf-item.ttl", "100s")
                .withProperty("catalog.cache.regions.shelf-item.grace", "1000s");
        shelf.put("lamp", 3);
        CacheNode node = node(Kind.REDIS, environment);
        node.read("lamp");
        awaitStored("lamp");

        long left = node.redisson.getBucket(key("lamp")).remainTimeToLive();

        assertThat(left).isBetween(1_060_000L, 1_100_000L);
    }

    @Test
    void absenceIsKeptForAMinuteAtMostAndByEachNodeAlone() {
        CacheNode node = node(Kind.NEAR);
        assertThat(node.read("lamp")).isEmpty();
        shelf.put("lamp", 3);

        assertThat(node.read("lamp")).isEmpty();
        assertThat(node.redisson.getBucket(key("lamp")).isExists()).isFalse();
        clock.advance(Duration.ofMinutes(1));
        assertThat(node.read("lamp")).isNotEmpty();
    }

    @Test
    void anEvictedRegionIsLoadedAnewOnEveryNode() {
        shelf.put("lamp", 3);
        CacheNode first = node(Kind.NEAR);
        CacheNode second = node(Kind.REDIS);
        first.read("lamp");
        awaitStored("lamp");
        shelf.put("lamp", 4);

        first.caches().evictRegion("shelf-item");

        assertThat(first.read("lamp")).containsValue(new Shelf.Item("lamp", 4));
        assertThat(second.read("lamp")).containsValue(new Shelf.Item("lamp", 4));
    }

    @Test
    void severalEvictionsInARowLeaveWhatIsReadAfterThem() {
        shelf.put("lamp", 3);
        CacheNode node = node(Kind.NEAR);
        for (int round = 0; round < 50; round++) {
            node.caches().evictRegion("shelf-item");
            node.caches().evictRegion("shelf-item");

            assertThat(node.stateOf("lamp")).isEqualTo(CacheState.MISS);
            assertThat(node.stateOf("lamp")).isEqualTo(CacheState.NEAR);
        }
    }

    @Test
    void anEvictionOutlivesAnEmptiedRedis() {
        shelf.put("lamp", 3);
        CacheNode node = node(Kind.NEAR);
        node.read("lamp");
        node.caches().evictRegion("shelf-item");
        shelf.put("lamp", 4);
        node.redisson.getKeys().deleteByPattern("*" + prefix + "*");

        assertThat(node.read("vase")).isEmpty();
        assertThat(node.read("lamp")).containsValue(new Shelf.Item("lamp", 4));
    }

    @Test
    void aFillThatAnEvictionOfItsRegionOvertookIsNotServedAgain() throws Exception {
        shelf.put("lamp", 3);
        CacheNode node = node(Kind.NEAR);
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch evicted = new CountDownLatch(1);
        shelf.beforeReturn(() -> {
            loading.countDown();
            awaitLatch(evicted);
        });

        CompletableFuture<?> slow = CompletableFuture.runAsync(() -> node.read("lamp"));
        awaitLatch(loading);
        shelf.put("lamp", 4);
        node.caches().evictRegion("shelf-item");
        shelf.beforeReturn(() -> {});
        evicted.countDown();
        slow.join();

        assertThat(node.read("lamp")).containsValue(new Shelf.Item("lamp", 4));
    }

    @Test
    void aStoredValueThatCannotBeReadIsAMissAndCounted() {
        shelf.put("lamp", 3);
        CacheNode node = node(Kind.NEAR);
        node.redisson.getBucket(key("lamp"), ByteArrayCodec.INSTANCE).set("{\"v\":[".getBytes(StandardCharsets.UTF_8));

        assertThat(node.stateOf("lamp")).isEqualTo(CacheState.MISS);
        assertThat(node.meters.get("catalog.cache.unreadable").counter().count())
                .isEqualTo(1);
    }

    @Test
    void aKeyLongerThanWorthItsMemoryIsReadPastTheCache() {
        String name = "x".repeat(5000);
        shelf.put(name, 1);
        CacheNode node = node(Kind.NEAR);

        assertThat(node.stateOf(name)).isEqualTo(CacheState.BYPASS);
        assertThat(node.read(name)).containsKey(name);
        assertThat(node.redisson.getBucket(key(name)).isExists()).isFalse();
    }

    @Test
    void readsAreCountedByRegionAndState() {
        shelf.put("lamp", 3);
        CacheNode node = node(Kind.NEAR);
        node.read("lamp");
        node.read("lamp");

        assertThat(node.meters
                        .get("catalog.cache.reads")
                        .tags("region", "shelf-item", "state", "near")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(node.meters
                        .get("catalog.cache.reads")
                        .tags("region", "shelf-item", "state", "miss")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void anUnknownRegionIsNotEvicted() {
        CacheNode node = node(Kind.NEAR);

        assertThatThrownBy(() -> node.caches().evictRegion("shelves"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("shelves");
    }

    private String key(String name) {
        return prefix + ":v4:shelf/" + name;
    }

    /** Stores are not waited for by readers, so a test that looks into Redis waits. */
    private void awaitStored(String name) {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> nodes.getFirst().redisson.getBucket(key(name)).isExists());
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            if (!latch.await(30, java.util.concurrent.TimeUnit.SECONDS)) {
                throw new IllegalStateException("Nobody opened the latch");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
