package dev.catalog.warming;

import dev.catalog.cache.RegionCaches;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** Says what a job would do, without doing it: reads the subjects, and loads a few of the values. */
@Component
class WarmingPlanner {

    private static final int SAMPLE = 20;
    private static final Duration LIST_LIMIT = Duration.ofSeconds(5);
    private static final Duration SAMPLE_LIMIT = Duration.ofSeconds(5);

    private final WarmingSources sources;
    private final WarmingPace pace;
    private final RegionCaches caches;

    WarmingPlanner(WarmingSources sources, WarmingPace pace, RegionCaches caches) {
        this.sources = sources;
        this.pace = pace;
        this.caches = caches;
    }

    WarmingPlan plan(CacheWarmingJobType type) {
        List<WarmingPlanRegion> regions = new ArrayList<>();
        int statements = 0;
        long bytes = 0;
        for (WarmingSource<?> source : sources.of(type)) {
            List<String> subjects = sources.subjects(source, LIST_LIMIT);
            regions.add(new WarmingPlanRegion(WarmingSources.regionOf(source), subjects.size()));
            statements += Math.ceilDiv(subjects.size(), pace.batchSize());
            bytes += bytes(source, subjects);
        }
        return new WarmingPlan(type, List.copyOf(regions), statements, bytes);
    }

    private <K> long bytes(WarmingSource<K> source, List<String> subjects) {
        Set<K> sample = sample(subjects).stream().map(source::key).collect(Collectors.toUnmodifiableSet());
        return sample.isEmpty()
                ? 0
                : Math.multiplyExact(caches.sizeOf(source.loader(), sample, SAMPLE_LIMIT), (long) subjects.size())
                        / sample.size();
    }

    /** Some of the subjects, evenly spaced. */
    private static List<String> sample(List<String> subjects) {
        int size = Math.min(SAMPLE, subjects.size());
        return IntStream.range(0, size)
                .map(i -> Math.toIntExact((long) i * subjects.size() / size))
                .mapToObj(subjects::get)
                .toList();
    }
}
