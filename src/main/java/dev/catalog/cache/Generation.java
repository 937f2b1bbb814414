package dev.catalog.cache;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The generation of a region, a random number that an eviction of the whole region replaces: entries of another one are
 * misses. It is kept in Redis; where Redis can't be told of an eviction, this node holds to it and tells it later.
 */
final class Generation {

    private final RedisStore redis;
    private final String key;
    private final AtomicLong known = new AtomicLong();
    private volatile boolean untold;

    Generation(RedisStore redis, String key) {
        this.redis = redis;
        this.key = key;
    }

    /** Under which key it is read along with the entries. */
    String key() {
        return key;
    }

    /** The generation as this node knows it. */
    long known() {
        return known.get();
    }

    /** Evicts the region; the new generation. */
    synchronized long raise() {
        long raised = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
        known.set(raised);
        untold = !redis.set(key, raised);
        return raised;
    }

    /** Another node has raised it: what this node holds is evicted, and the next read of Redis says to what. */
    void raisedElsewhere() {
        known.set(ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE));
    }

    /**
     * What Redis said: the generation to go by. An eviction made while Redis was being read knows better, and so does this
     * node where Redis has lost the generation.
     *
     * @param before what was {@linkplain #known known} before Redis was asked
     */
    long read(byte @Nullable [] stored, long before) {
        if (stored == null && before != 0) {
            untold = true;
        }
        if (untold) {
            tellAgain();
            return known.get();
        }
        long current = stored == null ? 0 : Long.parseLong(new String(stored, StandardCharsets.US_ASCII));
        known.compareAndSet(before, current);
        return known.get();
    }

    private synchronized void tellAgain() {
        if (untold) {
            untold = !redis.set(key, known.get());
        }
    }
}
