package dev.catalog.cache;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Values made of entries, kept in Redis for all nodes, each with its {@link Lineage}. Nothing here throws because of Redis:
 * one that doesn't answer has no value, and takes none.
 */
public final class DerivedValues {

    private static final Logger log = LoggerFactory.getLogger(DerivedValues.class);

    private final RedisStore redis;
    private final Generations generations;
    private final Lineages lineages;
    private final DerivedCodec codec;
    private final Clock clock;
    private final String keyPrefix;

    DerivedValues(RedisStore redis, Generations generations, Lineages lineages, Clock clock, String prefix) {
        this.redis = redis;
        this.generations = generations;
        this.lineages = lineages;
        codec = new DerivedCodec(generations);
        this.clock = clock;
        keyPrefix = Region.keyPrefix(prefix);
    }

    /** The value under the key, where there is one and it is {@linkplain Lineages#isCurrent current}. Blocks. */
    public @Nullable DerivedValue find(String key) {
        Map<String, byte[]> stored = redis.getAll(List.of(keyPrefix + key));
        byte[] bytes = stored == null ? null : stored.get(keyPrefix + key);
        if (bytes == null || !generations.confirm()) {
            return null;
        }
        try {
            DerivedValue derived = codec.decode(bytes);
            return lineages.isCurrent(derived.lineage()) ? derived : null;
        } catch (IllegalArgumentException e) {
            log.warn("The stored value of {} can't be read and is made anew: {}", key, e.getMessage());
            return null;
        }
    }

    /** Keeps the value until its lineage expires, in the place of what is there. Does not wait for it. */
    public void put(String key, DerivedValue derived) {
        Duration left = Duration.ofMillis(derived.lineage().expiresAt() - clock.millis());
        if (left.isPositive()) {
            redis.put(keyPrefix + key, codec.encode(derived), left);
        }
    }
}
