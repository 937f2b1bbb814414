package dev.catalog.cache;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** The counters of one region. */
final class RegionMetrics {

    private final Map<CacheState, Counter> reads = new EnumMap<>(CacheState.class);
    private final Map<UnleasedCause, Counter> unleased = new EnumMap<>(UnleasedCause.class);
    private final Counter unreadable;
    private final Counter refused;
    private final Counter evictions;
    private final Timer loads;

    RegionMetrics(String region, MeterRegistry meters) {
        for (CacheState state : CacheState.values()) {
            reads.put(
                    state,
                    Counter.builder("catalog.cache.reads")
                            .description("Entries read, by where they came from")
                            .tag("region", region)
                            .tag("state", state.name().toLowerCase(Locale.ROOT))
                            .register(meters));
        }
        unreadable = Counter.builder("catalog.cache.unreadable")
                .description("Stored values that could not be read and counted as misses")
                .tag("region", region)
                .register(meters);
        refused = Counter.builder("catalog.cache.refused")
                .description("Loaded values that were not stored, as a change or a later fill had overtaken them")
                .tag("region", region)
                .register(meters);
        evictions = Counter.builder("catalog.cache.evictions")
                .description("Evictions of the whole region by this node")
                .tag("region", region)
                .register(meters);
        for (UnleasedCause cause : UnleasedCause.values()) {
            unleased.put(
                    cause,
                    Counter.builder("catalog.cache.unleased")
                            .description("Loads that others may make too, by why they were not waited for")
                            .tag("region", region)
                            .tag("cause", cause.name().toLowerCase(Locale.ROOT))
                            .register(meters));
        }
        loads = Timer.builder("catalog.cache.loads")
                .description("Loads from the database, each of one batch of keys")
                .tag("region", region)
                .register(meters);
    }

    void read(CacheState state) {
        counter(state).increment();
    }

    void unreadable() {
        unreadable.increment();
    }

    void refused() {
        refused.increment();
    }

    void evicted() {
        evictions.increment();
    }

    /** A load that others may make too. */
    void unleased(UnleasedCause cause) {
        Objects.requireNonNull(unleased.get(cause)).increment();
    }

    /** Runs a load and takes its time. */
    <T> T timed(Supplier<T> load) {
        Timer.Sample sample = Timer.start();
        try {
            return load.get();
        } finally {
            sample.stop(loads);
        }
    }

    /** Reads that came from a cache, since the start of this node. */
    long hits() {
        return count(CacheState.NEAR) + count(CacheState.HIT) + count(CacheState.STALE);
    }

    /** Reads that went to the database, since the start of this node. */
    long misses() {
        return count(CacheState.MISS) + count(CacheState.BYPASS);
    }

    private long count(CacheState state) {
        return (long) counter(state).count();
    }

    private Counter counter(CacheState state) {
        return Objects.requireNonNull(reads.get(state));
    }
}
