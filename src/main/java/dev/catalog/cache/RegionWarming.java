package dev.catalog.cache;

import dev.catalog.feed.ChangeFeed;
import dev.catalog.feed.Position;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Fills entries in Redis ahead of those who read them.
 * <p>Readers go on with what is there until they find the new entry in its place: it takes no leases, removes nothing, leaves
 * near caches alone, and its failures are not theirs. Blocks the calling thread.
 */
final class RegionWarming<K, V> {

    private final Region<K, V> region;
    private final Generation generation;
    private final RedisStore redis;
    private final Touches touches;
    private final ChangeFeed feed;
    private final Loads loads;

    RegionWarming(Region<K, V> region, Generation generation, CacheBackends backends) {
        this.region = region;
        this.generation = generation;
        this.redis = backends.redis();
        this.touches = backends.touches();
        this.feed = backends.feed();
        this.loads = backends.loads().apart();
    }

    /** Loads and stores. What is overtaken meanwhile is not stored: whoever asks for it loads it. */
    void fill(Set<K> keys, Duration limit) {
        Map<K, String> texts = new LinkedHashMap<>();
        keys.forEach(key -> texts.put(key, region.textOf(key)));
        texts.values().removeIf(text -> !Region.isStorable(text));
        if (texts.isEmpty()) {
            return;
        }
        // Both before the database is read: what overtakes the load makes it older than it would be.
        long current = currentGeneration();
        Position loadedAt = feed.position().orElse(null);
        Map<K, V> values = load(texts.keySet(), limit);
        List<RedisStore.Write> writes = new ArrayList<>(texts.size());
        texts.forEach((key, text) -> {
            Entry<V> entry = region.plannedEntry(key, values.get(key), current, loadedAt);
            if (current == generation.known() && entry.isUntouched(touches)) {
                ByteBuffer bytes = ByteBuffer.wrap(region.encode(entry));
                writes.add(new RedisStore.Write(text, bytes, region.storedFor(entry), entry.generation(), loadedAt));
            } else {
                region.metrics().refused();
            }
        });
        if (!redis.fillAll(writes, region.metrics()::refused)) {
            throw new RedisOutageException();
        }
    }

    /** What the entries take in Redis, in bytes. */
    long sizeOf(Set<K> keys, Duration limit) {
        Position loadedAt = feed.position().orElse(null);
        Map<K, V> values = load(keys, limit);
        return keys.stream()
                .mapToLong(key -> {
                    Entry<V> entry = region.plannedEntry(key, values.get(key), generation.known(), loadedAt);
                    return (long) region.textOf(key).length() + region.encode(entry).length;
                })
                .sum();
    }

    private Map<K, V> load(Set<K> keys, Duration limit) {
        return region.metrics()
                .timed(() -> loads.within(limit, () -> region.loader().loadAll(keys)));
    }

    /** As Redis has it: this node may not have read the region before. */
    private long currentGeneration() {
        long before = generation.known();
        Map<String, byte[]> stored = redis.getAll(List.of(generation.key()));
        if (stored == null) {
            throw new RedisOutageException();
        }
        return generation.read(stored.get(generation.key()), before);
    }
}
