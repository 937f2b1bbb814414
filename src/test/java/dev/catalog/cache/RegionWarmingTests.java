package dev.catalog.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.THROWABLE;

import dev.catalog.cache.CacheNode.Kind;
import dev.catalog.support.TestServers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.redisson.client.codec.ByteArrayCodec;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;

/** Entries that are filled ahead of readers, beside readers. */
class RegionWarmingTests {

    private static final Duration TTL = Duration.ofHours(1);
    private static final Duration GRACE = Duration.ofMinutes(10);

    private final CacheNodes nodes = new CacheNodes();

    @AfterEach
    void closeNodes() {
        nodes.close();
    }

    @Test
    void whatIsFilledIsFoundByEveryNode() {
        nodes.shelf.put("lamp", 3);
        nodes.shelf.put("vase", 5);
        nodes.following(Kind.NEAR).caches().evictRegion("shelf-item");
        CacheNode started = nodes.following(Kind.NEAR);

        started.fill("lamp", "vase");

        assertThat(started.stateOf("lamp")).isEqualTo(CacheState.HIT);
        assertThat(nodes.following(Kind.NEAR).stateOf("vase")).isEqualTo(CacheState.HIT);
        assertThat(nodes.shelf.loads).containsExactly(Set.of("lamp", "vase"));
    }

    @Test
    void anEntryThatIsThereIsReplacedByAYoungerOne() {
        nodes.shelf.put("lamp", 3);
        CacheNode node = nodes.following(Kind.REDIS);
        node.fill("lamp");
        nodes.clock.advance(Duration.ofMinutes(50));
        node.feed.follow("lamp", nodes.change("lamp", 4));

        node.fill("lamp");
        nodes.clock.advance(Duration.ofMinutes(50));

        assertThat(node.stateOf("lamp")).isEqualTo(CacheState.HIT);
        assertThat(node.amountOf("lamp")).isEqualTo(4);
    }

    @Test
    void entriesFilledTogetherLiveForTheirTimeToLiveAndDoNotExpireTogether() {
        CacheNode node = nodes.following(Kind.REDIS);
        String[] names = names(200, "item");
        Arrays.stream(names).skip(100).forEach(name -> nodes.shelf.put(name, 1));

        node.fill(names);

        List<Duration> lives = Arrays.stream(names)
                .map(name -> node.redisson.getBucket(nodes.key(name)).remainTimeToLive())
                .map(Duration::ofMillis)
                .sorted()
                .toList();
        Duration lastLook = Duration.ofSeconds(30);
        assertThat(lives)
                .allSatisfy(life -> assertThat(life)
                        .isBetween(TTL.multipliedBy(9).dividedBy(10).plus(GRACE).minus(lastLook), TTL.plus(GRACE)));
        assertThat(lives.getLast().minus(lives.getFirst())).isGreaterThan(Duration.ofMinutes(3));
    }

    @Test
    void whatIsFoundAbsentIsKnownToEveryNodeForItsTimeToLive() {
        nodes.following(Kind.NEAR).fill("lamp");
        CacheNode other = nodes.following(Kind.REDIS);

        assertThat(other.stateOf("lamp")).isEqualTo(CacheState.HIT);
        nodes.clock.advance(Duration.ofMinutes(53));
        assertThat(other.stateOf("lamp")).isEqualTo(CacheState.HIT);
        assertThat(other.read("lamp")).isEmpty();

        other.feed.follow("lamp", nodes.change("lamp", 3));
        assertThat(other.amountOf("lamp")).isEqualTo(3);
    }

    @Test
    void readersAreServedAsBeforeWhileItLoads() {
        nodes.shelf.put("lamp", 3);
        CacheNode near = nodes.following(Kind.NEAR);
        CacheNode redis = nodes.following(Kind.REDIS);
        near.fill("lamp");
        assertThat(near.stateOf("lamp")).isEqualTo(CacheState.HIT);
        HeldLoad held = new HeldLoad(nodes.shelf);
        CompletableFuture<Void> filling = CompletableFuture.runAsync(() -> near.fill("lamp", "vase"));
        held.awaitBegun();

        assertThat(near.stateOf("lamp")).isEqualTo(CacheState.NEAR);
        assertThat(redis.stateOf("lamp")).isEqualTo(CacheState.HIT);
        long start = System.nanoTime();
        assertThat(redis.stateOf("vase")).isEqualTo(CacheState.MISS);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(CacheNode.PATIENCE);

        held.release();
        filling.join();
        assertThat(near.stateOf("lamp")).isEqualTo(CacheState.NEAR);
        assertThat(redis.stateOf("lamp")).isEqualTo(CacheState.HIT);
    }

    @Test
    void aFillThatAChangeOvertakesIsNotStoredAndNoFailure() {
        nodes.shelf.put("lamp", 3);
        CacheNode node = nodes.following(Kind.NEAR);
        HeldLoad held = new HeldLoad(nodes.shelf);
        CompletableFuture<Void> filling = CompletableFuture.runAsync(() -> node.fill("lamp"));
        held.awaitBegun();
        node.feed.follow("lamp", nodes.change("lamp", 4));

        held.release();
        filling.join();

        assertThat(isStored(node, "lamp")).isFalse();
        assertThat(node.count("catalog.cache.refused")).isEqualTo(1);
        assertThat(node.amountOf("lamp")).isEqualTo(4);
    }

    @Test
    void aFillThatAnEvictionOvertakesIsNotServed() {
        nodes.shelf.put("lamp", 3);
        CacheNode node = nodes.following(Kind.NEAR);
        HeldLoad held = new HeldLoad(nodes.shelf);
        CompletableFuture<Void> filling = CompletableFuture.runAsync(() -> node.fill("lamp"));
        held.awaitBegun();
        nodes.shelf.put("lamp", 4);
        nodes.following(Kind.NEAR).caches().evictRegion("shelf-item");

        held.release();
        filling.join();

        assertThat(node.amountOf("lamp")).isEqualTo(4);
        assertThat(nodes.following(Kind.NEAR).amountOf("lamp")).isEqualTo(4);
    }

    @Test
    void aFillOfANodeThatLagsReplacesNothingNewer() {
        nodes.shelf.put("lamp", 3);
        CacheNode lagging = nodes.following(Kind.REDIS);
        CacheNode other = nodes.following(Kind.REDIS);
        HeldLoad held = new HeldLoad(nodes.shelf);
        CompletableFuture<Void> filling = CompletableFuture.runAsync(() -> lagging.fill("lamp"));
        held.awaitBegun();
        other.feed.follow("lamp", nodes.change("lamp", 4));
        other.fill("lamp");

        held.release();
        filling.join();

        assertThat(lagging.count("catalog.cache.refused")).isEqualTo(1);
        assertThat(other.stateOf("lamp")).isEqualTo(CacheState.HIT);
        assertThat(other.amountOf("lamp")).isEqualTo(4);
    }

    @Test
    void aNodeThatFollowsNoChangesReplacesNothingThatOthersBelieve() {
        nodes.shelf.put("lamp", 3);
        CacheNode following = nodes.following(Kind.REDIS);
        following.fill("lamp");
        CacheNode blind = nodes.node(TestServers.redisUrl(), Kind.REDIS);

        blind.fill("lamp", "vase");

        assertThat(following.stateOf("lamp")).isEqualTo(CacheState.HIT);
        assertThat(blind.stateOf("vase")).isEqualTo(CacheState.HIT);
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsAnOutageAndNoReadersConcern() {
        nodes.shelf.put("lamp", 3);
        CacheNode node = nodes.following(Kind.REDIS);
        node.fill("lamp");
        nodes.shelf.beforeReturn(() -> {
            throw new QueryTimeoutException("canceled");
        });
        nodes.clock.advance(TTL.plusMinutes(1));

        assertThatThrownBy(() -> node.fill("vase")).matches(Outage::isCauseOf);

        ReadContext context = ReadContext.recording();
        node.read(context, "lamp");
        assertThat(context.reads()).extracting(CacheRead::state).containsExactly(CacheState.STALE);
        assertThat(context.isStaleForOutage()).isFalse();
    }

    @Test
    void aRedisThatDoesNotAnswerIsAnOutage() {
        CacheNode node = nodes.node("redis://127.0.0.1:1", Kind.REDIS);

        assertThatThrownBy(() -> node.fill("lamp"))
                .asInstanceOf(THROWABLE)
                .isInstanceOf(DataAccessResourceFailureException.class)
                .matches(Outage::isCauseOf);
        assertThat(nodes.shelf.loads).isEmpty();
    }

    @Test
    void thereIsNothingToFillWhereCachesAreSwitchedOff() {
        CacheNode node = nodes.following(Kind.OFF);

        assertThatThrownBy(() -> node.fill("lamp")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aKeyThatIsNotWorthItsMemoryIsNotFilled() {
        CacheNode node = nodes.following(Kind.REDIS);
        String name = "x".repeat(5000);

        node.fill(name);

        assertThat(isStored(node, name)).isFalse();
        assertThat(nodes.shelf.loads).isEmpty();
    }

    @Test
    void anySetIsStoredWhole() {
        CacheNode node = nodes.following(Kind.REDIS);
        String[] names = names(500, "x".repeat(1000));
        Arrays.stream(names).forEach(name -> nodes.shelf.put(name, 1));

        node.fill(names);

        assertThat(names).allSatisfy(name -> assertThat(isStored(node, name)).isTrue());
    }

    @Test
    void theSizeIsThatOfWhatAFillStores() {
        nodes.shelf.put("lamp", 3);
        nodes.shelf.put("vase", 5);
        CacheNode node = nodes.following(Kind.REDIS);

        long size = node.sizeOf("lamp", "vase", "none");

        assertThat(isStored(node, "lamp")).isFalse();
        node.fill("lamp", "vase", "none");
        assertThat(size).isEqualTo(stored(node, "lamp") + stored(node, "vase") + stored(node, "none"));
    }

    private boolean isStored(CacheNode node, String name) {
        return node.redisson.getBucket(nodes.key(name)).isExists();
    }

    private long stored(CacheNode node, String name) {
        byte[] value = node.redisson
                .<byte[]>getBucket(nodes.key(name), ByteArrayCodec.INSTANCE)
                .get();
        return (long) nodes.key(name).length() + value.length;
    }

    private static String[] names(int count, String prefix) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i).toArray(String[]::new);
    }
}
