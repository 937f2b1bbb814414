package dev.catalog.transfer;

/** Told by the importing thread how far it is. */
interface ImportProgress extends AutoCloseable {

    ImportProgress NONE = new ImportProgress() {};

    /**
     * Told after each row.
     *
     * @param rows number of rows of the file so far
     * @param share of both files that is read, from 0 to 1
     */
    default void row(CatalogFile file, long rows, double share) {}

    /** Told before a step that takes a while and has no rows. */
    default void step(String description) {}

    /** Told at the end, be it good or bad. */
    @Override
    default void close() {}
}
