package dev.catalog.warming;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table {@code cache_warming_jobs} as it stands there, with the progress that the gateway keeps beside it.
 *
 * @param completed null where the gateway does not run the job
 * @param total null until the gateway has begun to run the job
 */
record WarmingJobRow(
        long id,
        String jobType,
        @Nullable String status,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        @Nullable String errorMessage,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Integer completed,
        @Nullable Integer total) {

    /** The job; empty where the type or the status is none that the gateway knows. */
    Optional<CacheWarmingJob> job() {
        return CacheWarmingJobType.ofColumn(jobType)
                .flatMap(type -> CacheWarmingJobStatus.ofColumn(status).map(known -> job(type, known)));
    }

    private CacheWarmingJob job(CacheWarmingJobType type, CacheWarmingJobStatus known) {
        return new CacheWarmingJob(
                id, type, known, startedAt, completedAt, errorMessage, createdAt, updatedAt, progress());
    }

    private @Nullable CacheWarmingProgress progress() {
        return completed == null || total == null ? null : new CacheWarmingProgress(completed, total);
    }
}
