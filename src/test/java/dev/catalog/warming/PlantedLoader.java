package dev.catalog.warming;

import static java.util.stream.Collectors.toMap;

import dev.catalog.cache.CacheKey;
import dev.catalog.cache.CacheRegion;
import dev.catalog.cache.RegionLoader;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/** Loads values that are their keys, and lets a test see, hold up and break each load. */
final class PlantedLoader implements RegionLoader<String, String> {

    static final String REGION = "planted";

    private final Queue<Set<String>> loads = new ConcurrentLinkedQueue<>();
    private volatile Consumer<Set<String>> onLoad = _ -> {};

    @Override
    public CacheRegion<String, String> region() {
        return CacheRegion.of(
                        REGION,
                        Duration.ofHours(1),
                        String.class,
                        (String key) -> CacheKey.path("planted").value(key))
                .holding("a key's name", "planted/{key}");
    }

    @Override
    public Map<String, String> loadAll(Set<String> keys) {
        loads.add(Set.copyOf(keys));
        onLoad.accept(keys);
        return keys.stream().collect(toMap(key -> key, key -> "value of " + key));
    }

    /** Has this done at each load from now on, before its values are there. */
    void onLoad(Consumer<Set<String>> action) {
        onLoad = action;
    }

    void reset() {
        onLoad = _ -> {};
        loads.clear();
    }

    /** The keys of each load so far. */
    Queue<Set<String>> loads() {
        return loads;
    }
}
