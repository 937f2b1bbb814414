package dev.catalog.cache;

import com.github.benmanes.caffeine.cache.Interner;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The generations of all regions, for values that are made of many entries and not read from Redis each time: they are
 * held against what this node knows, which must have been confirmed by Redis lately.
 */
final class Generations {

    private final Map<String, Generation> byRegion = new ConcurrentHashMap<>();
    private final Interner<Vintage> vintages = Interner.newWeakInterner();
    private final RedisStore redis;
    private final Executor executor;
    private final Clock clock;
    private final long recentMillis;
    private final AtomicBoolean reading = new AtomicBoolean();
    private volatile long confirmedAt;

    /** @param recent how long a confirmation by Redis is good for */
    Generations(RedisStore redis, Executor executor, Clock clock, Duration recent) {
        this.redis = redis;
        this.executor = executor;
        this.clock = clock;
        this.recentMillis = recent.toMillis();
    }

    /** The generation of a region, kept in Redis under the key. */
    Generation of(String region, String key) {
        return byRegion.computeIfAbsent(region, _ -> new Generation(redis, key, clock));
    }

    /** Evictions may have been missed: nothing is confirmed until Redis is read again. */
    void doubt() {
        confirmedAt = 0;
    }

    /** Whether Redis has confirmed them lately. Has them read in the background before that is no longer so. */
    boolean areConfirmed(long now) {
        long age = now - confirmedAt;
        if (age > recentMillis / 2 && reading.compareAndSet(false, true)) {
            executor.execute(this::read);
        }
        return age <= recentMillis;
    }

    /** Waits for Redis to confirm them, where it has not lately; whether it has. */
    boolean confirm() {
        return clock.millis() - confirmedAt <= recentMillis || readNow();
    }

    /**
     * The vintage of these generations, by the regions' names, and of how long others may keep what is made of them: one object for
     * all who ask, as long as one of them has it.
     */
    Vintage vintage(Map<String, Long> generations, Duration maxAge) {
        return vintages.intern(new Vintage(generations, maxAge, byRegion));
    }

    private void read() {
        try {
            readNow();
        } finally {
            reading.set(false);
        }
    }

    private boolean readNow() {
        long now = clock.millis();
        Map<String, Long> before = new HashMap<>();
        byRegion.forEach((region, generation) -> before.put(region, generation.known()));
        List<String> keys = byRegion.values().stream().map(Generation::key).toList();
        Map<String, byte[]> stored = redis.getAll(keys);
        if (stored == null) {
            return false;
        }
        before.forEach((region, known) -> {
            Generation generation = byRegion.get(region);
            if (generation != null) {
                generation.read(stored.get(generation.key()), known);
            }
        });
        confirmedAt = now;
        return true;
    }
}
