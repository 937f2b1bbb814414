package dev.catalog.warming;

import java.util.List;

/**
 * What a warming job would do.
 *
 * @param regions what it would fill, region by region
 * @param estimatedStatements how many statements would load the keys
 * @param estimatedBytes how many bytes keys and values would take in Redis, judged by a few of them
 */
record WarmingPlan(
        CacheWarmingJobType jobType, List<WarmingPlanRegion> regions, int estimatedStatements, long estimatedBytes) {

    /** The number of all keys. */
    public int keys() {
        return regions.stream().mapToInt(WarmingPlanRegion::keys).reduce(0, Math::addExact);
    }
}
