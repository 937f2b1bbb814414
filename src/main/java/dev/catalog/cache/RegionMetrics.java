package dev.catalog.cache;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** The counters of one region. */
final class RegionMetrics {

    private final Map<CacheState, Counter> reads = new EnumMap<>(CacheState.class);
    private final Counter unreadable;

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
    }

    void read(CacheState state) {
        Counter counter = reads.get(state);
        if (counter != null) {
            counter.increment();
        }
    }

    void unreadable() {
        unreadable.increment();
    }
}
