package dev.catalog.cache;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * The one way to read through a cache, for every declared region.
 * <p>Where caches are switched off, each read goes straight to the loader.
 */
public final class RegionCaches {

    private final Map<String, RegionCache<?, ?>> byRegion = new HashMap<>();
    private final Executor executor;
    private final boolean enabled;

    RegionCaches(
            Collection<RegionLoader<?, ?>> loaders,
            Function<RegionLoader<?, ?>, RegionCache<?, ?>> factory,
            Executor executor,
            boolean enabled) {
        this.executor = executor;
        this.enabled = enabled;
        for (RegionLoader<?, ?> loader : loaders) {
            if (byRegion.put(loader.region().name(), factory.apply(loader)) != null) {
                throw new IllegalStateException(
                        "Two loaders fill the region " + loader.region().name());
            }
        }
    }

    /**
     * The values of the keys, those that have none left out. Completes at once where this node's memory has them all,
     * else on a virtual thread. Fails as the loader fails, for all keys.
     */
    public <K, V> CompletableFuture<Map<K, V>> getAll(RegionLoader<K, V> loader, Set<K> keys, ReadContext context) {
        if (enabled) {
            return cache(loader).getAll(keys, context);
        }
        return CompletableFuture.supplyAsync(() -> loader.loadAll(keys), executor);
    }

    /** Removes the entries of these keys. Other nodes' near caches follow within their time to live. */
    public <K> void evict(RegionLoader<K, ?> loader, Collection<K> keys) {
        cache(loader).evict(keys);
    }

    /** Removes every entry of the region; throws {@link IllegalArgumentException} where no region has this name. */
    public void evictRegion(String region) {
        RegionCache<?, ?> cache = byRegion.get(region);
        if (cache == null) {
            throw new IllegalArgumentException("No region is named " + region);
        }
        cache.evictAll();
    }

    /** Removes every entry of every region. */
    public void evictAll() {
        byRegion.values().forEach(RegionCache::evictAll);
    }

    /** The names of all regions, in alphabetic order. */
    public List<String> regions() {
        return List.copyOf(new TreeSet<>(byRegion.keySet()));
    }

    @SuppressWarnings("unchecked") // a region's cache was made for its loader
    private <K, V> RegionCache<K, V> cache(RegionLoader<K, V> loader) {
        RegionCache<?, ?> cache = byRegion.get(loader.region().name());
        if (cache == null) {
            throw new IllegalArgumentException("The region " + loader.region().name() + " is not declared");
        }
        return (RegionCache<K, V>) cache;
    }
}
