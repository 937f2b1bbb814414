package dev.catalog.cache;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * What one request brings to its cached reads: until when they must be done, whether they may be answered by caches, and a
 * recorder of the entries read. Safe for use by several threads.
 */
public final class ReadContext {

    private static final Duration DEFAULT_LIMIT = Duration.ofSeconds(10);

    private final long deadline;
    private final boolean bypassing;
    private final @Nullable Queue<CacheRead> reads;
    private final @Nullable LineageRecorder lineage;
    private final boolean blocking;
    private final Queue<Brought> brought = new ConcurrentLinkedQueue<>();
    private volatile boolean staleForOutage;

    /** What a load past the caches has read, of other readers too. */
    private record Brought(Region<?, ?> region, Map<?, ?> values) {}

    private ReadContext(
            long deadline,
            boolean bypassing,
            @Nullable Queue<CacheRead> reads,
            @Nullable LineageRecorder lineage,
            boolean blocking) {
        this.deadline = deadline;
        this.bypassing = bypassing;
        this.reads = reads;
        this.lineage = lineage;
        this.blocking = blocking;
    }

    /** A context of reads that must be done within the limit, counted from now. It records nothing. */
    public static ReadContext within(Duration limit) {
        return new ReadContext(System.nanoTime() + limit.toNanos(), false, null, null, false);
    }

    /** A context of ten seconds that records nothing. */
    public static ReadContext unrecorded() {
        return within(DEFAULT_LIMIT);
    }

    /** A context of ten seconds that keeps every read. */
    public static ReadContext recording() {
        return unrecorded().recorded();
    }

    /** The same context, with every read kept. */
    public ReadContext recorded() {
        return new ReadContext(deadline, bypassing, new ConcurrentLinkedQueue<>(), lineage, blocking);
    }

    /** The same context, whose reads go to the database past all caches. */
    public ReadContext bypassed() {
        return new ReadContext(deadline, true, reads, lineage, blocking);
    }

    /** The same context, whose reads are told to a recorder of what is made of them. */
    public ReadContext tracedBy(LineageRecorder recorder) {
        return new ReadContext(deadline, bypassing, reads, recorder, blocking);
    }

    /** The same context, of an operation whose thread waits for its answer anyway, and so may read itself. */
    public ReadContext blocking() {
        return new ReadContext(deadline, bypassing, reads, lineage, true);
    }

    /** Whether the thread that asks may be blocked. */
    public boolean isBlocking() {
        return blocking;
    }

    /** The reads so far, in no particular order; empty where none are recorded. */
    public List<CacheRead> reads() {
        return reads == null ? List.of() : List.copyOf(reads);
    }

    /** Whether a value was served past its time because what is behind the caches does not answer. */
    public boolean isStaleForOutage() {
        return staleForOutage;
    }

    /** The time left; negative or zero where there is none. */
    public Duration remaining() {
        return Duration.ofNanos(deadline - System.nanoTime());
    }

    /** Forgets what loads have brought along: something was written. */
    public void forgetBroughtAlong() {
        brought.clear();
    }

    /** Takes what a load has read for this operation, keys that it has not asked for among it. */
    <K, V> void bringAlong(Region<K, V> region, Map<K, V> values) {
        brought.add(new Brought(region, values));
    }

    /** What a load of this operation has read of the key, or null. */
    @SuppressWarnings("unchecked") // they were brought for that region
    <K, V> @Nullable V broughtAlong(Region<K, V> region, K key) {
        for (Brought load : brought) {
            V value = load.region().equals(region) ? (V) load.values().get(key) : null;
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    boolean isBypassing() {
        return bypassing;
    }

    void servedStaleForOutage() {
        staleForOutage = true;
    }

    @Nullable
    LineageRecorder lineage() {
        return lineage;
    }

    void record(CacheRead read) {
        if (reads != null) {
            reads.add(read);
        }
    }

    /** Whether reads are kept. */
    public boolean isRecording() {
        return reads != null;
    }
}
