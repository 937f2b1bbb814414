package dev.catalog.warming;

import dev.catalog.cache.RegionLoader;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** A source made of its parts. */
record ListedSource<K>(
        CacheWarmingJobType jobType,
        RegionLoader<K, ?> loader,
        String which,
        Supplier<List<String>> listing,
        Function<String, K> keys)
        implements WarmingSource<K> {

    @Override
    public List<String> subjects() {
        return listing.get();
    }

    @Override
    public K key(String subject) {
        return keys.apply(subject);
    }
}
