package dev.catalog.cache;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.redisson.api.RBatch;
import org.redisson.api.RScript;
import org.redisson.api.RedissonClient;
import org.redisson.api.options.KeysScanOptions;
import org.redisson.client.RedisException;
import org.redisson.client.codec.ByteArrayCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many entries Redis holds of each region, and the removal of those that an eviction left behind.
 * <p>Both go through the keys, which takes time in proportion to all keys of Redis: neither is part of a read. A count is a
 * minute old at most.
 */
final class EntryCensus {

    private static final Logger log = LoggerFactory.getLogger(EntryCensus.class);
    private static final Duration LONGEST_AGE = Duration.ofMinutes(1);
    private static final int MOST_KEYS = 1_000_000;
    private static final int CHUNK = 1000;

    /** Removes an entry of an earlier generation than this one. */
    private static final String REMOVE = """
            local generation = string.match(redis.call('GETRANGE', KEYS[1], 0, 31), '^{"g":(%-?%d+)')
            if not generation or tonumber(generation) < tonumber(ARGV[1]) then return redis.call('UNLINK', KEYS[1]) end
            return 0
            """;

    private record Count(long takenAt, Map<String, Integer> byRegion) {}

    private final RedissonClient redisson;
    private final Collection<? extends CacheRegion<?, ?>> regions;
    private final String keyPrefix;
    private final Clock clock;
    private @Nullable Count last;

    EntryCensus(
            RedissonClient redisson, Collection<? extends CacheRegion<?, ?>> regions, String keyPrefix, Clock clock) {
        this.redisson = redisson;
        this.regions = List.copyOf(regions);
        this.keyPrefix = keyPrefix;
        this.clock = clock;
    }

    /** The number of entries by region, those without any left out; none at all where Redis doesn't answer. */
    synchronized Map<String, Integer> count() {
        Count current = last;
        if (current == null || clock.millis() - current.takenAt() >= LONGEST_AGE.toMillis()) {
            current = new Count(clock.millis(), take());
            last = current;
        }
        return current.byRegion();
    }

    private Map<String, Integer> take() {
        Map<String, Integer> byRegion = new HashMap<>();
        try {
            Iterator<String> keys = keys();
            for (int seen = 0; keys.hasNext() && seen < MOST_KEYS; seen++) {
                String key = keys.next().substring(keyPrefix.length());
                regions.stream()
                        .filter(region -> region.owns(key))
                        .findFirst()
                        .ifPresent(region -> byRegion.merge(region.name(), 1, Integer::sum));
            }
        } catch (RedisException e) {
            log.warn("The entries of Redis can't be counted: {}", e.toString());
        }
        return byRegion;
    }

    /**
     * Removes the entries of a region that was evicted; its generation has made them misses already.
     *
     * @param generation the new one, whose entries stay, as do those of later ones
     */
    void remove(CacheRegion<?, ?> evicted, long generation) {
        try {
            List<String> chunk = new ArrayList<>(CHUNK);
            Iterator<String> keys = keys();
            while (keys.hasNext()) {
                String key = keys.next();
                if (evicted.owns(key.substring(keyPrefix.length()))) {
                    chunk.add(key);
                }
                if (chunk.size() == CHUNK || (!keys.hasNext() && !chunk.isEmpty())) {
                    remove(chunk, generation);
                    chunk.clear();
                }
            }
        } catch (RedisException e) {
            log.warn("What was evicted of {} stays in Redis until it expires: {}", evicted.name(), e.toString());
        } finally {
            forgetCount();
        }
    }

    private void remove(List<String> keys, long generation) {
        RBatch batch = redisson.createBatch();
        byte[] current = Long.toString(generation).getBytes(StandardCharsets.US_ASCII);
        for (String key : keys) {
            var _ = batch.getScript(ByteArrayCodec.INSTANCE)
                    .evalAsync(
                            RScript.Mode.READ_WRITE, REMOVE, RScript.ReturnType.LONG, List.of(key), (Object) current);
        }
        batch.execute();
    }

    private synchronized void forgetCount() {
        last = null;
    }

    private Iterator<String> keys() {
        return redisson.getKeys()
                .getKeys(KeysScanOptions.defaults().pattern(keyPrefix + "*").chunkSize(CHUNK))
                .iterator();
    }
}
