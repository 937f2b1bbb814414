package dev.catalog.cache;

import dev.catalog.feed.ChangeFeed;
import dev.catalog.feed.Position;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Loads entries of a region for readers, and keeps them: on this node, and in Redis for all. */
final class EntryLoads<K, V> {

    private final Region<K, V> region;
    private final Generation generation;
    private final NearCache near;
    private final RedisStore redis;
    private final Touches touches;
    private final ChangeFeed feed;
    private final Loads loads;

    EntryLoads(Region<K, V> region, Generation generation, CacheBackends backends) {
        this.region = region;
        this.generation = generation;
        this.near = backends.near();
        this.redis = backends.redis();
        this.touches = backends.touches();
        this.feed = backends.feed();
        this.loads = backends.loads();
    }

    /** Who begins a load now, under a name of its own. */
    byte[] newHolder() {
        return new LeaseHolder(generation.known(), feed.position().orElse(null)).named();
    }

    /**
     * Loads the keys and gives their leases back. Fails as the loader fails.
     *
     * @param leased the keys in Redis whose leases the holder has
     */
    void load(Map<K, String> keys, Set<String> leased, byte[] holder, Duration limit, BiConsumer<K, Found<V>> onFound) {
        if (keys.isEmpty()) {
            return;
        }
        List<RedisStore.Write> writes = new ArrayList<>();
        Collection<String> unused = new ArrayList<>(leased);
        try {
            // Both before the database is read: what overtakes the load makes it older than it would be.
            Position loadedAt = feed.position().orElse(null);
            long of = generation.known();
            Map<K, String> beside = beside(keys);
            Set<K> wanted = beside.isEmpty() ? keys.keySet() : joined(keys.keySet(), beside.keySet());
            Map<K, V> values = region.metrics()
                    .timed(() -> loads.within(limit, () -> region.loader().loadAll(wanted)));
            keys.forEach((key, text) -> {
                Entry<V> entry = region.entry(key, values.get(key), of, loadedAt);
                RedisStore.Write write = keep(text, entry);
                if (write != null) {
                    writes.add(write);
                    unused.remove(text);
                }
                onFound.accept(key, Found.of(entry, Region.isStorable(text) ? CacheState.MISS : CacheState.BYPASS));
            });
            values.forEach((key, value) -> {
                if (!keys.containsKey(key)) {
                    String text = beside.get(key);
                    keepBeside(key, text == null ? region.textOf(key) : text, value, of, loadedAt);
                }
            });
        } finally {
            redis.putAll(writes, holder, region.metrics()::refused);
            redis.leases().giveBack(unused, holder);
        }
    }

    /** What is to be read along with the keys: what stands beside them that this node does not hold. */
    private Map<K, String> beside(Map<K, String> keys) {
        Set<K> beside = region.loader().beside(keys.keySet());
        if (beside.isEmpty() || !near.hasRoom()) {
            return Map.of();
        }
        Map<K, String> absent = new LinkedHashMap<>();
        for (K key : beside) {
            String text = region.textOf(key);
            if (!keys.containsKey(key) && near.get(text) == null) {
                absent.put(key, text);
            }
        }
        return absent;
    }

    private static <K> Set<K> joined(Set<K> some, Set<K> others) {
        Set<K> all = new LinkedHashSet<>(some);
        all.addAll(others);
        return all;
    }

    /** Keeps on this node what was read along with others. */
    private void keepBeside(K key, String text, V value, long of, @Nullable Position loadedAt) {
        if (of == generation.known()) {
            Entry<V> entry = region.entry(key, value, of, loadedAt);
            if (entry.isUntouched(touches)) {
                near.put(text, entry);
            }
        }
    }

    /** Keeps a loaded entry on this node; what is to be stored for all, or null where nothing is. */
    private RedisStore.@Nullable Write keep(String text, Entry<V> entry) {
        if (!Region.isStorable(text)) {
            return null;
        }
        if (entry.generation() != generation.known() || !entry.isUntouched(touches)) {
            region.metrics().refused();
            return null;
        }
        byte[] bytes = region.encode(entry);
        near.put(text, entry);
        return region.isAbsence(entry.value())
                ? null
                : new RedisStore.Write(
                        text, ByteBuffer.wrap(bytes), region.storedFor(entry), entry.generation(), entry.position());
    }
}
