package dev.catalog.warming;

import dev.catalog.relay.UnavailableException;
import dev.catalog.warming.WarmingMetrics.End;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Triggers, retries and cancels jobs: what people ask for, each in one transaction. */
@Service
@Transactional
class WarmingJobs {

    static final String CANCELLED = "cancelled";

    private static final Logger log = LoggerFactory.getLogger(WarmingJobs.class);
    private static final int MOST_TRIES = 5;

    private final WarmingRuns runs;
    private final WarmingTasks tasks;
    private final WarmingTables tables;
    private final WarmingMetrics metrics;

    WarmingJobs(WarmingRuns runs, WarmingTasks tasks, WarmingTables tables, WarmingMetrics metrics) {
        this.runs = runs;
        this.tasks = tasks;
        this.tables = tables;
        this.metrics = metrics;
    }

    /**
     * What a trigger came to.
     *
     * @param jobId the type's active job
     * @param alreadyActive whether it was active before
     */
    record Triggered(long jobId, boolean alreadyActive) {}

    /** Why a job is not changed. */
    enum Refusal {
        /** There is no such job. */
        UNKNOWN,
        /** It is in no state for that. */
        CONFLICT
    }

    /**
     * What a change of a job came to.
     *
     * @param jobId the job to look at; null where the change is refused
     * @param refusal why it is refused; null where it is not
     */
    record Change(@Nullable Long jobId, @Nullable Refusal refusal) {

        static Change of(long jobId) {
            return new Change(jobId, null);
        }

        static Change refused(Refusal refusal) {
            return new Change(null, refusal);
        }
    }

    /** Has a type warmed: by a new job, or by the one that is active, of which there is one at most. */
    public Triggered warm(CacheWarmingJobType type) {
        requireTables();
        for (int i = 0; i < MOST_TRIES; i++) {
            Optional<Long> begun = runs.begin(type);
            if (begun.isPresent()) {
                tasks.start(begun.get());
                log.info("Warming job {} ({}) is to run", begun.get(), type);
                return new Triggered(begun.get(), false);
            }
            // It may have ended just now; then there is room for a new one.
            Optional<Long> active = runs.active(type);
            if (active.isPresent()) {
                return new Triggered(active.get(), true);
            }
        }
        throw new IllegalStateException("Jobs of the type " + type + " begin and end all the time");
    }

    /** Has the type of a failed job warmed again. */
    public Change retry(long jobId) {
        requireTables();
        Optional<CacheWarmingJobType> type = runs.type(jobId);
        Optional<CacheWarmingJobStatus> status = runs.status(jobId);
        if (type.isEmpty() || status.isEmpty()) {
            return Change.refused(Refusal.UNKNOWN);
        }
        return status.get() == CacheWarmingJobStatus.FAILED
                ? Change.of(warm(type.get()).jobId())
                : Change.refused(Refusal.CONFLICT);
    }

    /** Ends a job that has not ended; whoever works on it notices within one batch. */
    public Change cancel(long jobId) {
        requireTables();
        if (runs.type(jobId).isEmpty() || runs.status(jobId).isEmpty()) {
            return Change.refused(Refusal.UNKNOWN);
        }
        if (!runs.fail(jobId, CANCELLED)) {
            return Change.refused(Refusal.CONFLICT);
        }
        metrics.ended(End.CANCELLED);
        log.info("Warming job {} is cancelled", jobId);
        return Change.of(jobId);
    }

    private void requireTables() {
        if (!tables.areUsable()) {
            throw new UnavailableException(
                    "Warming jobs can't be changed: the database does not let the gateway keep them.");
        }
    }

    /**
     * Lets go of jobs that somebody else has ended, and has those pending jobs run that somebody else inserted, one of each
     * type.
     */
    public void tend() {
        runs.releaseAbandoned();
        for (long jobId : runs.adopt()) {
            tasks.start(jobId);
            log.info("Warming job {}, which was found pending, is to run", jobId);
        }
    }

    /** Deletes jobs that the gateway ran and that ended so long ago. */
    public void prune(Duration retention) {
        int pruned = runs.prune(retention);
        if (pruned > 0) {
            log.info("Deleted {} warming jobs that ended more than {} ago", pruned, retention);
        }
    }
}
