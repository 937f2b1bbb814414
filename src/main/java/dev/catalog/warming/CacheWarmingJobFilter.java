package dev.catalog.warming;

import dev.catalog.relay.Ordering;
import dev.catalog.relay.PageRequest;
import dev.catalog.relay.SortKey;
import dev.catalog.relay.SqlConditions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The input {@code CacheWarmingJobFilter}: which jobs a list holds. */
record CacheWarmingJobFilter(
        @Nullable CacheWarmingJobStatus status, @Nullable CacheWarmingJobType jobType) {

    static final CacheWarmingJobFilter ALL = new CacheWarmingJobFilter(null, null);

    static final Ordering<CacheWarmingJob> NEWEST_FIRST = new Ordering<>(
            "CREATED_AT.DESC",
            List.of(
                    SortKey.time("j.created_at", CacheWarmingJob::createdAt),
                    SortKey.number("j.id", CacheWarmingJob::databaseId)),
            true,
            Set.of("created_at"));

    /** One page of the list. */
    record Page(CacheWarmingJobFilter filter, PageRequest<CacheWarmingJob> request) {}

    /** What the list is, as one text; its cursors are bound to it. */
    String text() {
        return "warmingJobs status=%s jobType=%s".formatted(status, jobType);
    }

    /** The list's rows, over the alias {@code j}. Rows that are no job to the gateway are in no list. */
    SqlConditions conditions() {
        return new SqlConditions()
                .and("coalesce(j.status, 'pending') = any(:statuses)", "statuses", statuses())
                .and("j.job_type = any(:jobTypes)", "jobTypes", jobTypes());
    }

    private String[] statuses() {
        return (status == null ? Stream.of(CacheWarmingJobStatus.values()) : Stream.of(status))
                .map(CacheWarmingJobStatus::column)
                .toArray(String[]::new);
    }

    private String[] jobTypes() {
        return (jobType == null ? Stream.of(CacheWarmingJobType.values()) : Stream.of(jobType))
                .map(CacheWarmingJobType::column)
                .toArray(String[]::new);
    }
}
