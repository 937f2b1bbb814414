package dev.catalog.cache;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The generation of a region, a number that every eviction of the whole region raises: entries of another one are misses.
 * <p>It is kept in Redis; where Redis can't be told of an eviction, this node holds to it and tells it later. Of two that it
 * hears of, in whatever order, a node goes by the higher one.
 */
final class Generation {

    private final RedisStore redis;
    private final String key;
    private final Clock clock;
    private final AtomicLong known = new AtomicLong();
    private volatile boolean untold;

    Generation(RedisStore redis, String key, Clock clock) {
        this.redis = redis;
        this.key = key;
        this.clock = clock;
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
        // Where both Redis and all nodes have lost count, the clock keeps it from being given a second time.
        long next = Math.max(known.get() + 1, clock.millis());
        Long raised = redis.raise(key, next);
        untold = raised == null;
        learn(raised == null ? next : raised);
        return known.get();
    }

    /** Another node has raised it to this. */
    void learn(long generation) {
        known.accumulateAndGet(generation, Math::max);
    }

    /**
     * What Redis said: the generation to go by. This node knows better where Redis has lost it, and tells it so.
     *
     * @param before what was {@linkplain #known known} before Redis was asked
     */
    long read(byte @Nullable [] stored, long before) {
        long current = stored == null ? 0 : Long.parseLong(new String(stored, StandardCharsets.US_ASCII));
        learn(current);
        if (untold) {
            tellAgain();
        } else if (current < before) {
            redis.keepAtLeast(key, before);
        }
        return known.get();
    }

    private synchronized void tellAgain() {
        if (untold) {
            Long raised = redis.raise(key, known.get());
            if (raised != null) {
                learn(raised);
                untold = false;
            }
        }
    }
}
