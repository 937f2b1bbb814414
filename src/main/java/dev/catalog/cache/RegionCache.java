package dev.catalog.cache;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * The read-through of one region: near cache, then Redis, then the loader, whose values are stored for all nodes.
 * <p>An unreachable Redis counts as a miss for each key, so callers fall through to the database. Absence is kept too, for
 * a short time. What the near cache holds is answered at once; all else completes on a virtual thread that may block.
 */
final class RegionCache<K, V> {

    private static final Logger log = LoggerFactory.getLogger(RegionCache.class);
    private static final Duration LONGEST_ABSENCE = Duration.ofMinutes(1);
    private static final double JITTER = 0.1;
    /** A key a client can make longer than this is not worth its memory. */
    private static final int LONGEST_KEY = 2048;

    private final RegionLoader<K, V> loader;
    private final CacheRegion<K, V> region;
    private final RegionProperties properties;
    private final EntryCodec<V> codec;
    private final NearCache near;
    private final RedisStore redis;
    private final RegionMetrics metrics;
    private final Clock clock;
    private final Executor executor;
    private final String keyPrefix;
    private final String generationKey;
    /** The region's generation as this node knows it; what the near cache holds of another one is evicted. */
    private final AtomicLong generation = new AtomicLong();

    RegionCache(
            RegionLoader<K, V> loader,
            RegionProperties properties,
            String prefix,
            NearCache near,
            RedisStore redis,
            RegionMetrics metrics,
            Clock clock,
            Executor executor) {
        this.loader = loader;
        this.region = loader.region();
        this.properties = properties;
        this.near = near;
        this.redis = redis;
        this.metrics = metrics;
        this.clock = clock;
        this.executor = executor;
        codec = new EntryCodec<>(region.valueType().getType());
        keyPrefix = prefix + ":v" + EntryCodec.FORMAT_VERSION + ":";
        generationKey = keyPrefix + "regions/" + region.name() + "/generation";
    }

    /** The values of the keys, those without one left out. Fails where the loader fails; nothing is stored then. */
    CompletableFuture<Map<K, V>> getAll(Set<K> keys, ReadContext context) {
        Map<K, V> values = HashMap.newHashMap(keys.size());
        Map<K, String> missing = new HashMap<>();
        for (K key : keys) {
            String text = textOf(key);
            StoredEntry<V> entry = nearEntry(text);
            if (entry == null) {
                missing.put(key, text);
            } else {
                found(key, text, entry, CacheState.NEAR, values, context);
            }
        }
        if (missing.isEmpty()) {
            return CompletableFuture.completedFuture(values);
        }
        return CompletableFuture.supplyAsync(() -> fill(missing, values, context), executor);
    }

    /** Removes entries here and in Redis. Other nodes' near caches follow within their time to live. */
    void evict(Collection<K> keys) {
        List<String> texts = keys.stream().map(this::textOf).toList();
        redis.deleteAll(texts);
        texts.forEach(near::evict);
    }

    /** Makes every entry of the region a miss, here at once and on other nodes with their next read of Redis. */
    void evictAll() {
        Long raised = redis.increment(generationKey);
        // Where Redis can't be told, this node at least drops what it holds: no stored entry has a negative generation.
        generation.set(raised == null ? -1 : raised);
    }

    private Map<K, V> fill(Map<K, String> missing, Map<K, V> values, ReadContext context) {
        Stored stored = readRedis(missing.values());
        Map<K, String> absent = takeStored(missing, stored, values, context);
        if (!absent.isEmpty()) {
            load(absent, stored.generation(), values, context);
        }
        return values;
    }

    /** What Redis holds, and the region's generation at that moment. */
    private record Stored(Map<String, byte[]> entries, long generation) {}

    private Stored readRedis(Collection<String> texts) {
        List<String> wanted = new ArrayList<>(texts.size() + 1);
        wanted.add(generationKey);
        texts.stream().filter(RegionCache::isStorable).forEach(wanted::add);
        long known = generation.get();
        Map<String, byte[]> entries = redis.getAll(wanted);
        if (entries == null) {
            return new Stored(Map.of(), known);
        }
        byte[] counter = entries.get(generationKey);
        long current = counter == null ? 0 : Long.parseLong(new String(counter, StandardCharsets.US_ASCII));
        // An eviction made while Redis was being read knows better.
        generation.compareAndSet(known, current);
        return new Stored(entries, current);
    }

    private Map<K, String> takeStored(Map<K, String> missing, Stored stored, Map<K, V> values, ReadContext context) {
        Map<K, String> absent = new HashMap<>();
        missing.forEach((key, text) -> {
            byte[] bytes = stored.entries().get(text);
            StoredEntry<V> entry = bytes == null ? null : decode(text, bytes);
            if (bytes == null || entry == null || !isCurrent(entry, stored.generation())) {
                absent.put(key, text);
            } else {
                near.put(text, entry, bytes.length);
                found(key, text, entry, CacheState.HIT, values, context);
            }
        });
        return absent;
    }

    /** The generation was read before the database is: what an eviction overtakes is stored as evicted already. */
    private void load(Map<K, String> absent, long generationBefore, Map<K, V> values, ReadContext context) {
        Map<K, V> loaded = loader.loadAll(absent.keySet());
        long now = clock.millis();
        Map<String, byte[]> encoded = new HashMap<>();
        Map<String, Duration> timesToLive = new HashMap<>();
        absent.forEach((key, text) -> {
            V value = loaded.get(key);
            Duration fresh = freshness(value);
            StoredEntry<V> entry = new StoredEntry<>(generationBefore, now, now + fresh.toMillis(), value);
            found(key, text, entry, isStorable(text) ? CacheState.MISS : CacheState.BYPASS, values, context);
            if (isStorable(text)) {
                byte[] bytes = codec.encode(entry);
                encoded.put(text, bytes);
                timesToLive.put(text, value == null ? fresh : fresh.plus(properties.grace()));
                near.put(text, entry, bytes.length);
            }
        });
        redis.putAll(encoded, timesToLive);
    }

    private void found(
            K key, String text, StoredEntry<V> entry, CacheState state, Map<K, V> values, ReadContext context) {
        V value = entry.value();
        if (value != null) {
            values.put(key, value);
        }
        metrics.read(state);
        Duration age = Duration.ofMillis(Math.max(0, clock.millis() - entry.loadedAt()));
        context.record(new CacheRead(region.name(), text, state, age, properties.ttl()));
    }

    @SuppressWarnings("unchecked") // the key names the region, and the region the type
    private @Nullable StoredEntry<V> nearEntry(String text) {
        StoredEntry<V> entry = (StoredEntry<V>) near.get(text);
        return entry != null && isCurrent(entry, generation.get()) ? entry : null;
    }

    private boolean isCurrent(StoredEntry<V> entry, long currentGeneration) {
        return entry.generation() == currentGeneration && entry.expiresAt() > clock.millis();
    }

    private @Nullable StoredEntry<V> decode(String text, byte[] bytes) {
        try {
            return codec.decode(bytes);
        } catch (JacksonException e) {
            metrics.unreadable();
            log.warn("The stored value of {} can't be read and is loaded anew: {}", text, e.getOriginalMessage());
            return null;
        }
    }

    /** The time to live less up to a tenth of it, so that entries made together don't expire together. */
    private Duration freshness(@Nullable V value) {
        Duration ttl = properties.ttl();
        if (value == null && ttl.compareTo(LONGEST_ABSENCE) > 0) {
            ttl = LONGEST_ABSENCE;
        }
        double share = 1 - JITTER * ThreadLocalRandom.current().nextDouble();
        return Duration.ofMillis(Math.max(1, (long) (ttl.toMillis() * share)));
    }

    private String textOf(K key) {
        return keyPrefix + region.key().apply(key);
    }

    private static boolean isStorable(String text) {
        return text.length() <= LONGEST_KEY;
    }
}
