package dev.catalog.warming;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The jobs that were active a while ago at most. A subscriber that lags finds their final states for that long.
 */
final class RecentJobs {

    private static final long KEPT = Duration.ofMinutes(1).toNanos();

    private final Map<Long, Long> lastActive = new HashMap<>();

    Set<Long> ids() {
        return Set.copyOf(lastActive.keySet());
    }

    /** The job was found, at this time of {@link System#nanoTime}. One that has ended is recent from when it is news. */
    void found(CacheWarmingJob job, boolean isNews, long now) {
        if (isNews || !job.status().isFinal()) {
            lastActive.put(job.databaseId(), now);
        }
    }

    void forgetBefore(long now) {
        lastActive.values().removeIf(time -> now - time > KEPT);
    }

    void clear() {
        lastActive.clear();
    }
}
