package dev.catalog.warming;

import java.util.List;

/**
 * A part of a job, as one who works on it has taken it up.
 *
 * @param number from 1 on, within its job
 * @param region the region it fills
 * @param subjects what the keys are of, in the order of the work
 * @param completed how many of them are filled
 * @param epoch counts who took it up; the last one alone may go on
 */
record WarmingPart(long jobId, int number, String region, List<String> subjects, int completed, int epoch) {

    WarmingPart {
        subjects = List.copyOf(subjects);
    }

    boolean isDone() {
        return completed == subjects.size();
    }

    /** The subjects to fill next, at most so many. */
    List<String> next(int most) {
        return subjects.subList(completed, Math.min(subjects.size(), completed + most));
    }

    /** The part with so many more subjects filled. */
    WarmingPart advanced(int by) {
        return new WarmingPart(jobId, number, region, subjects, completed + by, epoch);
    }
}
