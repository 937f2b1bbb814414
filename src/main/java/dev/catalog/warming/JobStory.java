package dev.catalog.warming;

import dev.catalog.relay.NotFoundException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one subscriber has been told, and so what comes next. It asks for one state at a time, whenever it is ready for one,
 * and always gets it out of the newest snapshot: who is slow skips what is past, but for transitions.
 */
final class JobStory {

    private final @Nullable Long id;
    private final Map<Long, CacheWarmingJob> told = new HashMap<>();
    private final Set<Long> toldAsTheyAre = new HashSet<>();
    private volatile long joined = Long.MAX_VALUE;
    private boolean begun;
    private long last;

    /** Of the job with this id; of all where it is null. */
    JobStory(@Nullable Long id) {
        this.id = id;
    }

    /** The subscriber is known: snapshots with greater numbers than this one regard it. Nothing is told before. */
    void join(long number) {
        joined = number;
    }

    /**
     * The next state to tell; null where the snapshot has nothing new.
     * Throws {@link NotFoundException} where the one job was never there.
     */
    @Nullable
    CacheWarmingJob next(JobSnapshot newest) {
        if (newest.number() <= joined) {
            return null;
        }
        if (!begun) {
            begin(newest);
        }
        told.keySet().retainAll(newest.jobs().keySet());
        for (CacheWarmingJob job : candidates(newest)) {
            CacheWarmingJob before = told.get(job.databaseId());
            CacheWarmingJob state = before == null && toldAsTheyAre.remove(job.databaseId()) ? job : job.after(before);
            if (state != null) {
                told.put(job.databaseId(), state);
                last = job.databaseId();
                return state;
            }
        }
        return null;
    }

    /** Whether nothing can follow: the one job has ended, or its row is gone. */
    boolean isOver(JobSnapshot newest) {
        if (id == null || !begun) {
            return false;
        }
        CacheWarmingJob state = told.get(id);
        return state == null ? !newest.jobs().containsKey(id) : state.status().isFinal();
    }

    private void begin(JobSnapshot first) {
        begun = true;
        if (id != null && !first.jobs().containsKey(id)) {
            throw new NotFoundException("No warming job has this id.");
        }
        first.jobs().forEach((key, job) -> {
            if (id == null && job.status().isFinal()) {
                told.put(key, job);
            } else {
                toldAsTheyAre.add(key);
            }
        });
    }

    /** Each job in turn, so that one that changes all the time does not hide others from a slow subscriber. */
    private List<CacheWarmingJob> candidates(JobSnapshot newest) {
        if (id != null) {
            CacheWarmingJob job = newest.jobs().get(id);
            return job == null ? List.of() : List.of(job);
        }
        List<CacheWarmingJob> inTurn =
                new ArrayList<>(newest.jobs().tailMap(last, false).values());
        inTurn.addAll(newest.jobs().headMap(last, true).values());
        return inTurn;
    }
}
