package dev.catalog.warming;

import dev.catalog.cache.RegionLoader;
import java.util.List;
import java.util.stream.IntStream;

/** Has jobs of one type fill the planted region, with as many keys as a test wants. */
final class PlantedSource implements WarmingSource<String> {

    static final CacheWarmingJobType TYPE = CacheWarmingJobType.HOMEPAGE;

    private final PlantedLoader loader;
    private volatile int keys;

    PlantedSource(PlantedLoader loader) {
        this.loader = loader;
    }

    void setKeys(int count) {
        keys = count;
    }

    @Override
    public CacheWarmingJobType jobType() {
        return TYPE;
    }

    @Override
    public RegionLoader<String, ?> loader() {
        return loader;
    }

    @Override
    public List<String> subjects() {
        return IntStream.range(0, keys).mapToObj(n -> "subject-" + n).toList();
    }

    @Override
    public String key(String subject) {
        return subject;
    }
}
