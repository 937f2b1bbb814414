package dev.catalog.cache;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * The one way to read through a cache, for every declared region.
 * <p>Where caches are switched off, each read goes straight to the loader.
 */
public final class RegionCaches implements SmartInitializingSingleton {

    private final Map<String, RegionCache<?, ?>> byRegion = new TreeMap<>();
    private final EvictionChannel evictions;
    private final EntryCensus census;
    private final Executor executor;
    private final boolean enabled;

    RegionCaches(
            Collection<RegionLoader<?, ?>> loaders,
            Function<RegionLoader<?, ?>, RegionCache<?, ?>> factory,
            EvictionChannel evictions,
            EntryCensus census,
            Executor executor,
            boolean enabled) {
        this.evictions = evictions;
        this.census = census;
        this.executor = executor;
        this.enabled = enabled;
        for (RegionLoader<?, ?> loader : loaders) {
            if (byRegion.put(loader.region().name(), factory.apply(loader)) != null) {
                throw new IllegalStateException(
                        "Two loaders fill the region " + loader.region().name());
            }
        }
        evictions.listen(this::evictedElsewhere);
    }

    @Override
    public void afterSingletonsInstantiated() {
        evictions.awaitListening();
    }

    /**
     * The values of the keys, those that have none left out. Completes at once where this node's memory has them all,
     * else on a virtual thread. Fails as the loader fails, for all keys, and when the context's time is up.
     */
    public <K, V> CompletableFuture<Map<K, V>> getAll(RegionLoader<K, V> loader, Set<K> keys, ReadContext context) {
        CompletableFuture<Map<K, V>> values = read(loader, keys, context, executor);
        return values.isDone()
                ? values
                : values.orTimeout(Math.max(0, context.remaining().toMillis()), TimeUnit.MILLISECONDS);
    }

    /**
     * The value of a key, or null where it has none, as this node's memory holds it; where that may not be asked, as a load of the same
     * operation has brought it along. Null itself where it isn't there. Never blocks.
     */
    public <K, V> @Nullable CompletableFuture<@Nullable V> getHeld(
            RegionLoader<K, V> loader, K key, ReadContext context) {
        RegionCache<K, V> cache = cache(loader);
        return isToBeUsedBy(context) ? cache.getHeld(key, context) : cache.getBrought(key, context);
    }

    /** Whether entries are given to this reader at all: not where caches are switched off, or it reads past them. */
    private boolean isToBeUsedBy(ReadContext context) {
        return enabled && !context.isBypassing();
    }

    /** As {@link #getAll}, on the calling thread, which is blocked for as long as the context has time left at most. */
    public <K, V> CompletableFuture<Map<K, V>> getAllHere(RegionLoader<K, V> loader, Set<K> keys, ReadContext context) {
        return read(loader, keys, context, Runnable::run);
    }

    private <K, V> CompletableFuture<Map<K, V>> read(
            RegionLoader<K, V> loader, Set<K> keys, ReadContext context, Executor reader) {
        RegionCache<K, V> cache = cache(loader);
        return isToBeUsedBy(context) ? cache.getAll(keys, context, reader) : cache.load(keys, context, reader);
    }

    /**
     * Loads the keys anew and stores their entries in Redis in place of what is there, for readers yet to come. Readers
     * meanwhile neither wait nor miss: no lease is taken, nothing is removed and no near cache is touched. Every entry lives
     * for the region's time to live, what is empty too. What a change or an eviction overtakes is not stored, and no failure.
     * <p>Blocks until Redis has answered. Fails as the loader fails, and by what {@link Outage} knows where the database or
     * Redis does not answer; entries stored by then remain. Throws {@link IllegalStateException} where caches are switched off.
     *
     * @param limit the longest time that the load may take
     */
    public <K, V> void fill(RegionLoader<K, V> loader, Set<K> keys, Duration limit) {
        if (!enabled) {
            throw new IllegalStateException("Caches are switched off, so there is nothing to fill");
        }
        cache(loader).warming().fill(keys, limit);
    }

    /**
     * How many bytes the entries of the keys take in Redis, by their keys and values. Loads them and stores nothing. Blocks, and
     * fails as the loader fails.
     *
     * @param limit the longest time that the load may take
     */
    public <K, V> long sizeOf(RegionLoader<K, V> loader, Set<K> keys, Duration limit) {
        return cache(loader).warming().sizeOf(keys, limit);
    }

    /**
     * Removes every entry of the region, on every node, and says how many Redis held, an estimate. Throws
     * {@link IllegalArgumentException} where no region has this name. Where Redis doesn't answer, other nodes are told when
     * it does.
     */
    public int evictRegion(String region) {
        RegionCache<?, ?> cache = byRegion.get(region);
        if (cache == null) {
            throw new IllegalArgumentException("No region is named " + region);
        }
        int entries = census.count().getOrDefault(region, 0);
        evict(region, cache);
        return entries;
    }

    /** Removes every entry of every region, on every node. */
    public void evictAll() {
        byRegion.forEach(this::evict);
    }

    /**
     * Makes every entry a miss, on every node, where caches are used. Unlike an eviction it goes through no keys: what Redis holds stays
     * there until its time is up.
     */
    public void outdateAll() {
        if (enabled) {
            byRegion.forEach((region, cache) -> {
                evictions.tell(region, cache.evictAll());
            });
        }
    }

    private void evict(String region, RegionCache<?, ?> cache) {
        long generation = cache.evictAll();
        evictions.tell(region, generation);
        executor.execute(() -> census.remove(cache.region().declared(), generation));
    }

    /** What operators see of each region, in alphabetic order. May take a moment: it counts the entries of Redis. */
    public List<RegionStatistics> statistics() {
        Map<String, Integer> entries = census.count();
        return byRegion.values().stream()
                .map(RegionCache::region)
                .map(region -> new RegionStatistics(
                        region.name(),
                        region.timeToLive(),
                        entries.getOrDefault(region.name(), 0),
                        region.metrics().hits(),
                        region.metrics().misses()))
                .toList();
    }

    /** The names of all regions, in alphabetic order. */
    public List<String> regions() {
        return List.copyOf(byRegion.keySet());
    }

    private void evictedElsewhere(String region, long generation) {
        RegionCache<?, ?> cache = byRegion.get(region);
        // A node of another release may have regions that this one has not.
        if (cache != null) {
            cache.evictedElsewhere(generation);
        }
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
