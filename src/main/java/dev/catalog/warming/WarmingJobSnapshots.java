package dev.catalog.warming;

import dev.catalog.cache.Outage;
import java.util.HashSet;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.stereotype.Component;

/** Reads what subscribers look at: which jobs are active, ended lately or are followed. One thread reads. */
@Component
final class WarmingJobSnapshots {

    private static final Logger log = LoggerFactory.getLogger(WarmingJobSnapshots.class);

    private static final long NOT_KNOWN = -1;

    private final WarmingJobRepository jobs;
    private final RecentJobs recent = new RecentJobs();
    private final AtomicLong begun = new AtomicLong();
    private volatile JobSnapshot newest = new JobSnapshot(0, new TreeMap<>());
    private long newestId = NOT_KNOWN;
    private boolean failing;

    WarmingJobSnapshots(WarmingJobRepository jobs) {
        this.jobs = jobs;
    }

    JobSnapshot newest() {
        return newest;
    }

    /** The number of the read that began last. Who is wanted by now is in those with greater numbers. */
    long begun() {
        return begun.get();
    }

    /** Nobody looks any more. */
    void forget() {
        recent.clear();
        newestId = NOT_KNOWN;
    }

    /**
     * Takes a new snapshot, in which the wanted jobs are in any state. False where the database fails: the next read finds
     * what this one would have.
     */
    boolean read(Supplier<Set<Long>> wanted) {
        long number = begun.incrementAndGet();
        try {
            newest = snapshot(number, wanted.get());
            failing = false;
            return true;
        } catch (RuntimeException e) {
            fail(e);
            return false;
        }
    }

    private JobSnapshot snapshot(long number, Set<Long> wanted) {
        if (newestId == NOT_KNOWN) {
            newestId = jobs.newestId();
        }
        long now = System.nanoTime();
        recent.forgetBefore(now);
        Set<Long> ids = new HashSet<>(wanted);
        ids.addAll(recent.ids());
        NavigableMap<Long, CacheWarmingJob> found = new TreeMap<>();
        for (CacheWarmingJob job : jobs.findActiveOr(ids, newestId)) {
            found.put(job.databaseId(), job);
            recent.found(job, job.databaseId() > newestId, now);
        }
        newestId = found.isEmpty() ? newestId : Math.max(newestId, found.lastKey());
        return new JobSnapshot(number, found);
    }

    private void fail(RuntimeException failure) {
        if (!Outage.isCauseOf(failure)) {
            log.error("Warming jobs could not be read for their subscribers; it is tried again", failure);
        } else if (!failing) {
            log.warn(
                    "The database does not answer; subscribers hear of warming jobs again when it does: {}",
                    NestedExceptionUtils.getMostSpecificCause(failure).getMessage());
        }
        failing = true;
    }
}
