package dev.catalog.warming;

import dev.catalog.cache.RegionCaches;
import dev.catalog.cache.RegionLoader;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What the features have declared to be warmed. */
@Component
class WarmingSources {

    /** How long a batch may take, far beyond what it should. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final List<WarmingSource<?>> sources;
    private final RegionCaches caches;
    private final PlatformTransactionManager transactions;

    WarmingSources(List<WarmingSource<?>> sources, RegionCaches caches, PlatformTransactionManager transactions) {
        this.sources = List.copyOf(sources);
        this.caches = caches;
        this.transactions = transactions;
    }

    /** Those of a type, in an order that stays. */
    List<WarmingSource<?>> of(CacheWarmingJobType type) {
        return sources.stream().filter(source -> source.jobType() == type).toList();
    }

    /** The types whose jobs fill any of the regions. */
    Set<CacheWarmingJobType> typesFilling(Collection<String> regions) {
        return sources.stream()
                .filter(source -> regions.contains(regionOf(source)))
                .map(WarmingSource::jobType)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The subjects of a source as the catalog is now. Fails where reading them takes longer than the limit, in whole seconds. */
    List<String> subjects(WarmingSource<?> source, Duration limit) {
        TransactionTemplate reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
        reading.setTimeout(Math.toIntExact(limit.toSeconds()));
        return Objects.requireNonNull(reading.execute(_ -> source.subjects()));
    }

    /** Fills a region with the keys of the subjects, anew. Fails as {@link RegionCaches#fill} does. */
    void fill(CacheWarmingJobType type, String region, List<String> subjects) {
        WarmingSource<?> source = of(type).stream()
                .filter(declared -> regionOf(declared).equals(region))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(type + " warms no region named " + region));
        fill(source, subjects);
    }

    private <K> void fill(WarmingSource<K> source, List<String> subjects) {
        Set<K> keys = subjects.stream().map(source::key).collect(Collectors.toUnmodifiableSet());
        caches.fill(source.loader(), keys, LIMIT);
    }

    static String regionOf(WarmingSource<?> source) {
        RegionLoader<?, ?> loader = source.loader();
        return loader.region().name();
    }
}
