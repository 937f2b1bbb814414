package dev.catalog.warming;

import dev.catalog.cache.RegionCaches;
import dev.catalog.cache.RegionStatistics;
import dev.catalog.relay.UserError;
import dev.catalog.relay.UserErrorCode;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** What operators see of the cache regions, and their eviction. */
@Controller
class CacheController {

    private final RegionCaches caches;
    private final WarmingAfterEviction warming;

    CacheController(RegionCaches caches, WarmingAfterEviction warming) {
        this.caches = caches;
        this.warming = warming;
    }

    @QueryMapping
    List<RegionStatistics> cacheRegions() {
        return caches.statistics();
    }

    @SchemaMapping(typeName = "CacheRegion")
    int ttlSeconds(RegionStatistics region) {
        return (int) Math.min(region.ttl().toSeconds(), Integer.MAX_VALUE);
    }

    @SchemaMapping(typeName = "CacheRegion")
    @Nullable
    Double hitRatio(RegionStatistics region) {
        long reads = region.hits() + region.misses();
        return reads == 0 ? null : (double) region.hits() / reads;
    }

    @MutationMapping
    EvictCachePayload evictCache(@Argument EvictCacheInput input) {
        Collection<String> regions = input.namesAll() ? caches.regions() : new LinkedHashSet<>(input.names());
        List<UserError> errors = errors(regions);
        if (!errors.isEmpty()) {
            return new EvictCachePayload(0, errors);
        }
        int evicted = regions.stream().mapToInt(caches::evictRegion).sum();
        warming.evicted(regions);
        return new EvictCachePayload(evicted, List.of());
    }

    private List<UserError> errors(Collection<String> regions) {
        if (regions.isEmpty()) {
            return List.of(
                    UserError.of("regions", UserErrorCode.INVALID, "Name the regions to evict, or set all to true."));
        }
        Set<String> known = Set.copyOf(caches.regions());
        return regions.stream()
                .filter(region -> !known.contains(region))
                .map(region -> UserError.of(
                        "regions",
                        UserErrorCode.NOT_FOUND,
                        "No region is named " + region + "; the regions are " + String.join(", ", caches.regions())
                                + "."))
                .toList();
    }
}
