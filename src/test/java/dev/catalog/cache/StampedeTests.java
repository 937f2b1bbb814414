package dev.catalog.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catalog.cache.CacheNode.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.redisson.api.options.KeysScanOptions;
import org.redisson.client.codec.ByteArrayCodec;

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
    void aReaderWhoHasWaitedLongEnoughLoadsForItself() {
        nodes.shelf.put("lamp", 3);
        CacheNode node = nodes.following(Kind.NEAR);
        holdLeaseOf(node, "lamp", Duration.ofMinutes(1));

        long start = System.nanoTime();
        assertThat(node.amountOf("lamp")).isEqualTo(3);

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(CacheNode.PATIENCE, CacheNode.PATIENCE.plusSeconds(5));
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

    private void holdLeaseOf(CacheNode node, String name, Duration term) {
        byte[] holder = LeaseHolder.write(node.feed.position().orElseThrow());
        node.redisson
                .getBucket(RedisStore.leaseOf(nodes.key(name)), ByteArrayCodec.INSTANCE)
                .set(holder, term);
    }
}
