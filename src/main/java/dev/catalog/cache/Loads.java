package dev.catalog.cache;

import java.time.Duration;
import java.util.function.Supplier;

/** Runs loaders, of all regions, and knows whether the database answers them. */
final class Loads {

    private final LoadScope scope;
    private volatile boolean failing;

    Loads(LoadScope scope) {
        this.scope = scope;
    }

    /** Whether the database did not answer the load that ended last. */
    boolean areFailing() {
        return failing;
    }

    <T> T within(Duration remaining, Supplier<T> load) {
        try {
            T loaded = scope.within(remaining, load);
            failing = false;
            return loaded;
        } catch (RuntimeException e) {
            failing = Outage.isCauseOf(e);
            throw e;
        }
    }
}
