package dev.catalog.warming;

/**
 * How far a warming job is.
 *
 * @param completed how many keys are filled; never less than it was
 * @param total how many keys the job fills
 */
record CacheWarmingProgress(int completed, int total) {

    private static final double WHOLE = 100;

    /** From 0 to 100; a job without anything to do is done. */
    public double percent() {
        return total == 0 ? WHOLE : WHOLE * completed / total;
    }
}
