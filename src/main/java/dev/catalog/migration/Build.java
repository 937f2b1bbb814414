package dev.catalog.migration;

/** Something that is made in the database, by trying as often as it takes, or until it is stopped. */
interface Build extends Runnable {

    /** Ends the run before its next try. What the database is at work on it brings to an end. */
    void stop();

    /** What to tell operators where a start goes on without it. */
    String unfinished();
}
