package dev.catalog.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catalog.cache.CacheNode.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.redisson.api.RTopic;
import org.redisson.api.options.KeysScanOptions;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.client.codec.StringCodec;

/** Readers who miss the same key at the same time. */
class StampedeTests {

    private static final int READERS = 500;

    private final CacheNodes nodes = new CacheNodes();
    private final ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void close() {
        readers.close();
        nodes.close();
    }

    @Test
    void fiveHundredReadersOnThreeNodesLoadOnce() {
        nodes.shelf.put("lamp", 3);
        List<CacheNode> three =
                Stream.generate(() -> nodes.following(Kind.NEAR)).limit(3).toList();
        three.forEach(node -> node.read("warm-up"));
        nodes.shelf.loads.clear();
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        nodes.shelf.beforeReturn(() -> {
            loading.countDown();
            CacheNodes.await(release);
        });

        List<CompletableFuture<Integer>> reads = IntStream.range(0, READERS)
                .mapToObj(reader -> CompletableFuture.supplyAsync(
                        () -> {
                            CacheNodes.await(go);
                            return three.get(reader % three.size()).amountOf("lamp");
                        },
                        readers))
                .toList();
        go.countDown();
        CacheNodes.await(loading);
        release.countDown();

        assertThat(reads).allSatisfy(read -> assertThat(read.join()).isEqualTo(3));
        assertThat(nodes.shelf.loads).containsExactly(Set.of("lamp"));
    }

    /** What the readers have seen of the key won't do, and who is late must not load what another has just stored. */
    @Test
    void readersOfAnEntryThatAChangeHasTouchedLoadOnce() {
        nodes.shelf.put("lamp", 0);
        List<CacheNode> three =
                Stream.generate(() -> nodes.following(Kind.NEAR)).limit(3).toList();
        three.forEach(node -> node.read("lamp"));
        for (int round = 1; round <= 50; round++) {
            int amount = round;
            long change = nodes.change("lamp", amount);
            three.forEach(node -> node.feed.follow("lamp", change));
            nodes.shelf.loads.clear();
            CountDownLatch go = new CountDownLatch(1);

            List<CompletableFuture<Integer>> reads = IntStream.range(0, 60)
                    .mapToObj(reader -> CompletableFuture.supplyAsync(
                            () -> {
                                CacheNodes.await(go);
                                return three.get(reader % three.size()).amountOf("lamp");
                            },
                            readers))
                    .toList();
            go.countDown();

            assertThat(reads).allSatisfy(read -> assertThat(read.join()).isEqualTo(amount));
            assertThat(nodes.shelf.loads).as("round " + round).containsExactly(Set.of("lamp"));
        }
    }

    @Test
    void readersFromBeforeAnEvictionShareTheLoadAfterIt() {
        nodes.patience = Duration.ofMillis(300);
        nodes.shelf.put("lamp", 3);
        CacheNode node = nodes.following(Kind.NEAR);
        HeldLoad held = new HeldLoad(nodes.shelf);
        List<CompletableFuture<Integer>> reads = readsOf(node, 50);
        held.awaitBegun();

        node.caches().evictRegion("shelf-item");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> reads.stream().filter(CompletableFuture::isDone).count() == 49);
        held.release();

        assertThat(reads).allSatisfy(read -> assertThat(read.join()).isEqualTo(3));
        assertThat(nodes.shelf.loads).hasSize(2);
    }

    /** Nodes hear of an eviction at different times, and may have read of it in Redis before. */
    @Test
    void aFillGoesOnWhenItsNodeHearsLateOfAnEviction() {
        nodes.shelf.put("lamp", 3);
        CacheNode first = nodes.following(Kind.NEAR);
        CacheNode second = nodes.following(Kind.NEAR);
        first.caches().evictRegion("shelf-item");
        HeldLoad held = new HeldLoad(nodes.shelf);
        List<CompletableFuture<Integer>> read = readsOf(second, 1);
        held.awaitBegun();

        tellAgainOfTheEviction(second);
        held.release();

        assertThat(read).allSatisfy(one -> assertThat(one.join()).isEqualTo(3));
        assertThat(second.count("catalog.cache.refused")).isZero();
        assertThat(second.stateOf("lamp")).isEqualTo(CacheState.NEAR);
    }

    @Test
    void aNodeThatLagsFillsForAllWhatWasEvicted() {
        nodes.shelf.put("lamp", 3);
        CacheNode lagging = nodes.following(Kind.REDIS);
        CacheNode ahead = nodes.following(Kind.REDIS);
        ahead.feed.follow("vase", nodes.change("vase", 1));
        ahead.read("lamp");
        await().atMost(Duration.ofSeconds(10)).until(() -> lagging.stateOf("lamp") == CacheState.HIT);

        ahead.caches().outdateAll();
        assertThat(lagging.stateOf("lamp")).isEqualTo(CacheState.MISS);

        await().atMost(Duration.ofSeconds(10)).until(() -> ahead.stateOf("lamp") == CacheState.HIT);
        assertThat(nodes.shelf.loads).hasSize(2);
    }

    @Test
    void nodesWhoWaitForAFillThatFailsLoadOnce() {
        nodes.shelf.put("lamp", 3);
        List<CacheNode> three =
                Stream.generate(() -> nodes.following(Kind.NEAR)).limit(3).toList();
        HeldLoad held = new HeldLoad(nodes.shelf, new IllegalStateException("the shelf fell over"));
        List<CompletableFuture<Integer>> failing = readsOf(three.getFirst(), 1);
        held.awaitBegun();

        List<CompletableFuture<Integer>> waiting = readsOf(three.get(1), 1);
        waiting.addAll(readsOf(three.get(2), 1));
        awaitReads(12);
        held.release();

        assertThat(waiting).allSatisfy(read -> assertThat(read.join()).isEqualTo(3));
        assertThat(failing).allSatisfy(read -> assertThat(read).failsWithin(Duration.ofSeconds(10)));
        assertThat(nodes.shelf.loads).hasSize(2);
    }

    @Test
    void nodesWhoKnowThatAChangeHasOvertakenAFillLoadOnce() {
        nodes.shelf.put("lamp", 3);
        List<CacheNode> four =
                Stream.generate(() -> nodes.following(Kind.NEAR)).limit(4).toList();
        HeldLoad overtaken = new HeldLoad(nodes.shelf);
        List<CompletableFuture<Integer>> early = readsOf(four.getFirst(), 1);
        overtaken.awaitBegun();
        long change = nodes.change("lamp", 4);
        four.subList(1, 4).forEach(node -> node.feed.follow("lamp", change));
        HeldLoad held = new HeldLoad(nodes.shelf);

        List<CompletableFuture<Integer>> late = four.subList(1, 4).stream()
                .flatMap(node -> readsOf(node, 1).stream())
                .toList();
        held.awaitBegun();
        awaitReads(6);
        held.release();

        assertThat(late).allSatisfy(read -> assertThat(read.join()).isEqualTo(4));
        assertThat(nodes.shelf.loads).hasSize(2);
        overtaken.release();
        assertThat(early).allSatisfy(read -> assertThat(read.join()).isEqualTo(3));
    }

    @Test
    void aReaderWhoHasWaitedLongEnoughLoadsForItself() {
        nodes.shelf.put("lamp", 3);
        CacheNode node = nodes.following(Kind.NEAR);
        holdLeaseOf(node, "lamp", Duration.ofMinutes(1));

        long start = System.nanoTime();
        assertThat(node.amountOf("lamp")).isEqualTo(3);

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(CacheNode.PATIENCE, CacheNode.PATIENCE.plusSeconds(5));
        assertThat(node.count("catalog.cache.unleased", "cause", "patience")).isEqualTo(1);
    }

    @Test
    void aFillerThatDiesFreesTheKeyWithItsLease() {
        nodes.shelf.put("lamp", 3);
        CacheNode node = nodes.following(Kind.NEAR);
        holdLeaseOf(node, "lamp", Duration.ofMillis(300));

        long start = System.nanoTime();
        assertThat(node.amountOf("lamp")).isEqualTo(3);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(CacheNode.PATIENCE);
    }

    @Test
    void aFillThatFailsFreesTheKeyAtOnce() {
        nodes.shelf.put("lamp", 3);
        CacheNode node = nodes.following(Kind.NEAR);
        nodes.shelf.beforeReturn(() -> {
            throw new IllegalStateException("the shelf fell over");
        });
        assertThat(CompletableFuture.supplyAsync(() -> node.amountOf("lamp"))).failsWithin(Duration.ofSeconds(10));
        nodes.shelf.beforeReturn(() -> {});

        long start = System.nanoTime();
        assertThat(node.amountOf("lamp")).isEqualTo(3);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(CacheNode.PATIENCE);
    }

    @Test
    void manyUnknownKeysLeaveNothingInRedis() {
        CacheNode node = nodes.following(Kind.NEAR);
        for (int batch = 0; batch < 100; batch++) {
            int first = batch * 1000;
            node.read(IntStream.range(first, first + 1000)
                    .mapToObj(number -> "unknown-" + number)
                    .toArray(String[]::new));
        }

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(node.redisson
                                .getKeys()
                                .getKeys(KeysScanOptions.defaults().pattern("*" + nodes.prefix + "*")))
                        .isEmpty());
    }

    private List<CompletableFuture<Integer>> readsOf(CacheNode node, int count) {
        return Stream.generate(() -> CompletableFuture.supplyAsync(() -> node.amountOf("lamp"), readers))
                .limit(count)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** Waits until those who wait for a fill have looked for it. */
    private void awaitReads(int count) {
        long before = nodes.reads();
        await().atMost(Duration.ofSeconds(10)).until(() -> nodes.reads() >= before + count);
    }

    private void tellAgainOfTheEviction(CacheNode node) {
        String generation = node.redisson
                .<String>getBucket(
                        Region.keyPrefix(nodes.prefix) + "regions/shelf-item/generation", StringCodec.INSTANCE)
                .get();
        RTopic topic = node.redisson.getTopic(Region.keyPrefix(nodes.prefix) + "evictions", StringCodec.INSTANCE);
        CountDownLatch heard = new CountDownLatch(1);
        // Heard in the order of listening, so the node has heard before.
        topic.addListener(String.class, (_, _) -> heard.countDown());
        topic.publish("shelf-item " + generation);
        CacheNodes.await(heard);
    }

    private void holdLeaseOf(CacheNode node, String name, Duration term) {
        byte[] holder = new LeaseHolder(0, node.feed.position().orElseThrow()).named();
        node.redisson
                .getBucket(Leases.keyOf(nodes.key(name)), ByteArrayCodec.INSTANCE)
                .set(holder, term);
    }
}
