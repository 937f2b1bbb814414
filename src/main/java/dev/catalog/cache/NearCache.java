package dev.catalog.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * This node's own memory in front of Redis, shared by all regions and bounded by weight.
 * <p>Values are immutable and handed out as they are.
 */
final class NearCache {

    private static final int READS_A_NOTE = 8;

    /** Up to this part of the whole it holds what nobody has asked for. */
    private static final double ROOMY = 0.75;

    private final Cache<String, Entry<?>> entries;
    private final LongPredicate isFollowed;
    private final Clock clock;
    private final long ttlMillis;
    private final double roomy;

    /**
     * @param isFollowed whether this node would notice all that makes an entry invalid, changes and evictions, at a time in milliseconds
     *     since 1970
     */
    NearCache(CacheProperties.Near properties, LongPredicate isFollowed, Clock clock) {
        this.isFollowed = isFollowed;
        this.clock = clock;
        ttlMillis = properties.ttl().toMillis();
        roomy = ROOMY * properties.size().toBytes();
        entries = Caffeine.newBuilder()
                .maximumWeight(properties.size().toBytes())
                .weigher((String key, Entry<?> entry) -> HeapSize.EXPIRING_ENTRY + ValueSize.of(key) + entry.weight())
                .ticker(ticker(clock))
                .expireAfter(Expiry.writing((String key, Entry<?> entry) -> remaining(entry)))
                .executor(Runnable::run)
                .build();
    }

    /** Shows how full it is. */
    NearCache measuredBy(MeterRegistry meters) {
        Gauge.builder("catalog.cache.near.entries", entries, Cache::estimatedSize)
                .description("Entries in this node's own memory")
                .register(meters);
        Gauge.builder("catalog.cache.near.bytes", entries, NearCache::weight)
                .description("What the entries in this node's own memory take of it")
                .baseUnit(BaseUnits.BYTES)
                .register(meters);
        return this;
    }

    private static double weight(Cache<?, ?> cache) {
        return cache.policy()
                .eviction()
                .map(eviction -> eviction.weightedSize().orElse(0))
                .orElse(0L);
    }

    private static Ticker ticker(Clock clock) {
        return () -> Duration.ofMillis(clock.millis()).toNanos();
    }

    private Duration remaining(Entry<?> entry) {
        return Duration.ofMillis(Math.max(0, entry.expiresAt() - clock.millis()));
    }

    /** The entry of the key, not expired; null where there is none, or its end may have gone unnoticed. */
    @Nullable
    Entry<?> get(String key) {
        Entry<?> entry = read(key);
        return entry == null || isKnown(entry, clock.millis()) ? entry : null;
    }

    /**
     * Has the cache note one read of a few. It keeps what is read most, of which these tell as much, and to note one takes as long as to find
     * what is asked for.
     */
    private @Nullable Entry<?> read(String key) {
        boolean noted = ThreadLocalRandom.current().nextInt(READS_A_NOTE) == 0;
        return noted ? entries.getIfPresent(key) : entries.policy().getIfPresentQuietly(key);
    }

    /** Whether the entry has not expired, and its end would be noticed or it is here for so short a time that it does not matter. */
    private boolean isKnown(Entry<?> entry, long now) {
        return entry.expiresAt() > now && (now - entry.heldSince() < ttlMillis || isFollowed.test(now));
    }

    /** Whether there is room for what nobody has asked for. */
    boolean hasRoom() {
        return weight(entries) < roomy;
    }

    void put(String key, Entry<?> entry) {
        entries.put(key, entry);
    }

    void clear() {
        entries.invalidateAll();
    }
}
