package dev.catalog.cache;

import java.time.Duration;
import java.util.function.Supplier;

/** What surrounds the run of a loader. */
interface LoadScope {

    /** Runs a load, and sees to it that it does not go on much longer than the time that remains. */
    <T> T within(Duration remaining, Supplier<T> load);
}
