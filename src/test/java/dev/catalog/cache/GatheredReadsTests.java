package dev.catalog.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.catalog.cache.GatheredReads.Wanted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who reads alone, and who with others. */
class GatheredReadsTests {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final List<Set<String>> reads = new CopyOnWriteArrayList<>();
    private final List<Thread> readers = new ArrayList<>();
    private final CountDownLatch released = new CountDownLatch(1);
    private final GatheredReads<String, String, byte[]> patient = gathered(LIMIT);

    @AfterEach
    void release() throws InterruptedException {
        released.countDown();
        for (Thread reader : readers) {
            reader.join();
        }
    }

    @Test
    void aReaderWhoIsAloneReadsOnItsOwnThread() {
        assertThat(read(patient, "a1"))
                .containsExactly(Map.entry("a1", Thread.currentThread().toString()));
    }

    @Test
    void thoseWhoComeWhileOthersReadAreReadForTogether() {
        holdReads(patient);
        List<CompletableFuture<Map<String, String>>> crowd = IntStream.range(0, 100)
                .mapToObj(reader -> start(patient, "a" + reader % 50))
                .toList();
        awaitWaiting();
        released.countDown();

        assertThat(crowd).allSatisfy(one -> assertThat(one.join()).hasSize(1));
        assertThat(reads).hasSize(GatheredReads.AT_ONCE + 1);
        assertThat(reads.getLast()).hasSize(50);
    }

    @Test
    void eachIsGivenWhatItHasAskedForAlone() {
        holdReads(patient);
        CompletableFuture<Map<String, String>> one = start(patient, "a1", "a2");
        CompletableFuture<Map<String, String>> other = start(patient, "a2", "a3", "a-unknown");
        awaitWaiting();
        released.countDown();

        assertThat(one.join()).containsOnlyKeys("a1", "a2");
        assertThat(other.join()).containsOnlyKeys("a2", "a3");
    }

    @Test
    void readersOfAnotherStatementDoNotWait() {
        holdReads(patient);

        assertThat(read(patient, "b1")).containsOnlyKeys("b1");
        assertThat(read(patient, "a1", "b1")).containsOnlyKeys("a1", "b1");
    }

    @Test
    void aFailureIsThatOfAllWhoAreReadForTogether() {
        holdReads(patient);
        List<CompletableFuture<Map<String, String>>> crowd =
                List.of(start(patient, "a1"), start(patient, "a-fails"), start(patient, "a2"));
        awaitWaiting();
        released.countDown();

        assertThat(crowd)
                .allSatisfy(one -> assertThatThrownBy(one::join)
                        .isInstanceOf(CompletionException.class)
                        .hasRootCauseInstanceOf(IllegalArgumentException.class));
        assertThat(read(patient, "a1")).hasSize(1);
    }

    @Test
    void whoHasWaitedLongForReadsThatHangReadsForItself() {
        GatheredReads<String, String, byte[]> hurried = gathered(Duration.ofMillis(1));
        holdReads(hurried);

        assertThat(start(hurried, "a1").join()).containsOnlyKeys("a1");
    }

    private GatheredReads<String, String, byte[]> gathered(Duration patience) {
        return new GatheredReads<>(key -> key.charAt(0), this::readNow, patience);
    }

    /** As many reads of one statement as there may be, none of which ends before it is released. */
    private void holdReads(GatheredReads<String, String, byte[]> gathered) {
        for (int i = 0; i < GatheredReads.AT_ONCE; i++) {
            var _ = start(gathered, "a-held" + i);
        }
        await().atMost(LIMIT).until(() -> reads.size() == GatheredReads.AT_ONCE);
    }

    /** Until all who were started wait for somebody. */
    private void awaitWaiting() {
        await().atMost(LIMIT)
                .until(() -> readers.stream()
                        .skip(GatheredReads.AT_ONCE)
                        .allMatch(reader -> reader.getState() == Thread.State.TIMED_WAITING));
    }

    private CompletableFuture<Map<String, String>> start(
            GatheredReads<String, String, byte[]> gathered, String... keys) {
        CompletableFuture<Map<String, String>> values = new CompletableFuture<>();
        readers.add(Thread.startVirtualThread(() -> {
            try {
                values.complete(read(gathered, keys));
            } catch (RuntimeException e) {
                values.completeExceptionally(e);
            }
        }));
        return values;
    }

    private static Map<String, String> read(GatheredReads<String, String, byte[]> gathered, String... keys) {
        Map<String, String> texts = new HashMap<>();
        for (String key : keys) {
            texts.put(key, key);
        }
        Map<String, String> values = new HashMap<>();
        var _ = gathered.read(
                Wanted.of(texts),
                LIMIT,
                (key, found) -> values.put(key, String.valueOf(found.entry().value())));
        return values;
    }

    private byte[] readNow(Wanted<String> wanted, Duration limit, BiConsumer<String, Found<String>> onFound) {
        Set<String> keys = new TreeSet<>(wanted.keys().keySet());
        reads.add(keys);
        if (keys.stream().anyMatch(key -> key.contains("held"))) {
            CacheNodes.await(released);
        }
        if (keys.contains("a-fails")) {
            throw new IllegalArgumentException("a-fails");
        }
        keys.stream().filter(key -> !key.equals("a-unknown")).forEach(key -> onFound.accept(key, found()));
        return new byte[0];
    }

    private static Found<String> found() {
        StoredEntry<String> stored =
                new StoredEntry<>(1, null, 0, 0, Thread.currentThread().toString());
        return Found.of(new Entry<>(stored, new long[0], 0), CacheState.MISS);
    }
}
