package dev.catalog.cache;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What Redis holds of a region. What is fresh comes into the near cache as it is read. */
final class StoredEntries<K, V> {

    private final Region<K, V> region;
    private final Generation generation;
    private final NearCache near;
    private final RedisStore redis;
    private final Touches touches;

    StoredEntries(Region<K, V> region, Generation generation, CacheBackends backends) {
        this.region = region;
        this.generation = generation;
        this.near = backends.near();
        this.redis = backends.redis();
        this.touches = backends.touches();
    }

    /**
     * The entries of the keys that are valid, fresh or not; none where Redis doesn't answer.
     *
     * @param seen takes all that is there under the keys
     */
    Map<K, Entry<V>> read(Map<K, String> keys, Map<String, byte[]> seen) {
        List<String> wanted = new ArrayList<>(keys.size() + 1);
        wanted.add(generation.key());
        keys.values().stream().filter(Region::isStorable).forEach(wanted::add);
        long before = generation.known();
        Map<String, byte[]> values = redis.getAll(wanted);
        if (values == null) {
            return Map.of();
        }
        long current = generation.read(values.get(generation.key()), before);
        Map<K, Entry<V>> entries = new LinkedHashMap<>();
        keys.forEach((key, text) -> {
            byte[] bytes = values.get(text);
            if (bytes == null) {
                return;
            }
            seen.put(text, bytes);
            Entry<V> entry = region.decode(key, text, bytes);
            if (entry != null && entry.generation() == current && entry.isUntouched(touches)) {
                entries.put(key, entry);
                if (region.isFresh(entry)) {
                    near.put(text, entry);
                }
            }
        });
        return entries;
    }
}
