package dev.catalog.cache;

import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Keeps which entries one answer is made of, so that its {@link Lineage} can be told. Of one operation; safe for use by
 * several threads.
 */
public final class LineageRecorder {

    /** One entry that was read, of a region. */
    record Source(Region<?, ?> region, Found<?> found) {}

    private final Queue<Source> sources = new ConcurrentLinkedQueue<>();

    void add(Region<?, ?> region, Found<?> found) {
        sources.add(new Source(region, found));
    }

    Collection<Source> sources() {
        return List.copyOf(sources);
    }
}
