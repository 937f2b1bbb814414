package dev.catalog.cache;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Reads for many readers at once. While as many reads of a statement are under way as are useful, whoever comes is gathered, and
 * the next read is for all who wait: a crowd of readers costs a few statements, and one who is alone waits for nobody. Where reads hang,
 * nobody waits for them for long.
 * <p>A read begins after each of its readers came, so it is as new as one of their own. Where it fails, it fails for all of them.
 */
final class GatheredReads<K, V, R> {

    /** With more of one statement at once each would be for fewer readers; what a read costs hardly grows with its keys. */
    static final int AT_ONCE = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    /** One read is for no more readers once they want as many keys as this. */
    private static final int ENOUGH_KEYS = 500;

    /** Who has waited this long for reads that don't end reads for itself. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final Map<Set<Object>, Lane<K, V, R>> lanes = new ConcurrentHashMap<>();
    private final Function<K, Object> statements;
    private final Reading<K, V, R> reading;
    private final Duration patience;

    /**
     * What readers want to be read.
     *
     * @param <R> what a read has to say to all its readers, besides what it finds
     */
    interface Reading<K, V, R> {

        /** Reads the keys, and hands over what each comes to, on the calling thread. Keys that it could not read are left out. */
        R read(Wanted<K> wanted, Duration limit, BiConsumer<K, Found<V>> onFound);
    }

    /**
     * Keys to be read.
     *
     * @param keys the keys, and how they stand in Redis
     * @param seen the values in Redis that won't do
     * @param passedOver the holders of leases who are not waited for
     */
    record Wanted<K>(Map<K, String> keys, Map<String, byte[]> seen, Map<String, byte[]> passedOver) {

        /** Keys of whom nothing is known. */
        static <K> Wanted<K> of(Map<K, String> keys) {
            return new Wanted<>(keys, Map.of(), Map.of());
        }

        private static <K> Wanted<K> none() {
            return new Wanted<>(new HashMap<>(), new HashMap<>(), new HashMap<>());
        }

        private void add(Wanted<K> other) {
            keys.putAll(other.keys);
            seen.putAll(other.seen);
            passedOver.putAll(other.passedOver);
        }
    }

    /** The reads of a statement that are under way, and who waits. Guarded by the map that it is in. */
    private static final class Lane<K, V, R> {

        private final Queue<GatheredReader<K, V, R>> waiting = new ArrayDeque<>();
        private int reads;
    }

    /** @param statements keys with equal ones are read by one statement */
    GatheredReads(Function<K, Object> statements, Reading<K, V, R> reading) {
        this(statements, reading, PATIENCE);
    }

    GatheredReads(Function<K, Object> statements, Reading<K, V, R> reading, Duration patience) {
        this.statements = statements;
        this.reading = reading;
        this.patience = patience;
    }

    /**
     * Reads the keys, alone or with others, and hands over what each comes to, on the calling thread.
     *
     * @return what the read that was for this reader has to say to all whom it was for
     */
    R read(Wanted<K> wanted, Duration limit, BiConsumer<K, Found<V>> onFound) {
        Set<Object> statements = statementsOf(wanted.keys().keySet());
        GatheredReader<K, V, R> reader = new GatheredReader<>(wanted, limit);
        boolean waits = isToWait(statements, reader);
        if (waits && (reader.isReadWithin(patience) || !isToWaitNoLonger(statements, reader))) {
            return reader.await(onFound);
        }
        try {
            return reading.read(wanted, reader.remaining(), onFound);
        } finally {
            readForOthers(statements);
        }
    }

    private Set<Object> statementsOf(Set<K> keys) {
        Set<Object> all = new HashSet<>();
        keys.forEach(key -> all.add(statements.apply(key)));
        return all;
    }

    private boolean isToWait(Set<Object> statements, GatheredReader<K, V, R> reader) {
        boolean[] waits = new boolean[1];
        lanes.compute(statements, (_, known) -> {
            Lane<K, V, R> lane = known == null ? new Lane<>() : known;
            if (lane.reads < AT_ONCE) {
                lane.reads++;
            } else {
                waits[0] = lane.waiting.add(reader);
            }
            return lane;
        });
        return waits[0];
    }

    /** Whether nobody has begun to read for the reader, who reads for itself from here on. */
    private boolean isToWaitNoLonger(Set<Object> statements, GatheredReader<K, V, R> reader) {
        boolean[] leaves = new boolean[1];
        lanes.computeIfPresent(statements, (_, lane) -> {
            leaves[0] = lane.waiting.remove(reader);
            lane.reads += leaves[0] ? 1 : 0;
            return lane;
        });
        return leaves[0];
    }

    /** Ends a read of the statement, and begins another one if anybody waits. */
    private void readForOthers(Set<Object> statements) {
        List<GatheredReader<K, V, R>> readers = new ArrayList<>();
        lanes.computeIfPresent(statements, (_, lane) -> {
            take(lane.waiting, readers);
            if (readers.isEmpty()) {
                lane.reads--;
            }
            return lane.reads == 0 ? null : lane;
        });
        if (!readers.isEmpty()) {
            // Of no request: its log lines bear nobody's id.
            Thread.ofVirtual().name("gathered-read").start(() -> readFor(readers, statements));
        }
    }

    private static <K, V, R> void take(Queue<GatheredReader<K, V, R>> waiting, List<GatheredReader<K, V, R>> taken) {
        int keys = 0;
        GatheredReader<K, V, R> next = waiting.peek();
        while (next != null && keys < ENOUGH_KEYS) {
            taken.add(waiting.remove());
            keys += next.wanted().keys().size();
            next = waiting.peek();
        }
    }

    private void readFor(List<GatheredReader<K, V, R>> readers, Set<Object> statements) {
        Wanted<K> all = Wanted.none();
        Map<K, List<GatheredReader<K, V, R>>> byKey = new HashMap<>();
        Duration limit = Duration.ZERO;
        for (GatheredReader<K, V, R> reader : readers) {
            all.add(reader.wanted());
            reader.wanted()
                    .keys()
                    .keySet()
                    .forEach(key ->
                            byKey.computeIfAbsent(key, _ -> new ArrayList<>()).add(reader));
            limit = limit.compareTo(reader.remaining()) < 0 ? reader.remaining() : limit;
        }
        try {
            R said = reading.read(
                    all,
                    limit,
                    (key, found) -> byKey.getOrDefault(key, List.of()).forEach(reader -> reader.found(key, found)));
            readers.forEach(reader -> reader.read(said));
        } catch (RuntimeException | Error e) {
            readers.forEach(reader -> reader.failed(e));
        } finally {
            readForOthers(statements);
        }
    }
}
