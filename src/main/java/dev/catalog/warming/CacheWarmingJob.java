package dev.catalog.warming;

import dev.catalog.relay.GlobalId;
import dev.catalog.relay.Node;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A warming job as it is at one moment.
 *
 * @param startedAt null until it runs; old rows may lack it for good
 * @param completedAt when it completed or failed; null until then
 * @param errorMessage why it failed, in plain words; old rows may have one in any state
 * @param progress null until it runs, and of jobs that the gateway did not run
 */
record CacheWarmingJob(
        long databaseId,
        CacheWarmingJobType jobType,
        CacheWarmingJobStatus status,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        @Nullable String errorMessage,
        Instant createdAt,
        Instant updatedAt,
        @Nullable CacheWarmingProgress progress)
        implements Node {

    /** The name of the type, as it stands in global ids. */
    static final String TYPE_NAME = "CacheWarmingJob";

    @Override
    public String id() {
        return new GlobalId(TYPE_NAME, databaseId).toString();
    }

    /** From start to end in seconds, to the microsecond; null until both are known. Negative in some old rows. */
    public @Nullable Double duration() {
        if (startedAt == null || completedAt == null) {
            return null;
        }
        Duration between = Duration.between(startedAt, completedAt);
        return between.toNanos() / 1e9;
    }

    /**
     * The next state that one who was told of an earlier state is to be told of: this one, or, where the job has gone
     * further meanwhile, one that it has passed. Null where there is nothing new.
     *
     * @param told the state told last; null where the job is news
     */
    @Nullable
    CacheWarmingJob after(@Nullable CacheWarmingJob told) {
        if (told == null) {
            return status == CacheWarmingJobStatus.PENDING ? this : asMade();
        }
        if (told.equals(this)) {
            return null;
        }
        return told.status == CacheWarmingJobStatus.PENDING && status.isFinal() && startedAt != null
                ? asStarted(startedAt)
                : this;
    }

    private CacheWarmingJob asMade() {
        return new CacheWarmingJob(
                databaseId, jobType, CacheWarmingJobStatus.PENDING, null, null, null, createdAt, createdAt, null);
    }

    private CacheWarmingJob asStarted(Instant start) {
        CacheWarmingProgress none = progress == null ? null : new CacheWarmingProgress(0, progress.total());
        return new CacheWarmingJob(
                databaseId, jobType, CacheWarmingJobStatus.RUNNING, start, null, null, createdAt, start, none);
    }
}
