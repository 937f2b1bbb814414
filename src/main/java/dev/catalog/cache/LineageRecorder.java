package dev.catalog.cache;

import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps which entries one answer is made of, so that its {@link Lineage} can be told. Of one operation; safe for use by
 * several threads.
 */
public final class LineageRecorder {

    /** One entry that was read, of a region. */
    record Source(Region<?, ?> region, Found<?> found) {}

    private final Queue<Source> sources = new ConcurrentLinkedQueue<>();
    private final AtomicInteger readsElsewhere = new AtomicInteger();

    void add(Region<?, ?> region, Found<?> found) {
        sources.add(new Source(region, found));
    }

    /** Entries are being read that this node does not hold. */
    void addReadElsewhere() {
        readsElsewhere.incrementAndGet();
    }

    /** How many reads, each of a set of entries of one region, had to leave this node's memory. */
    public int readsElsewhere() {
        return readsElsewhere.get();
    }

    Collection<Source> sources() {
        return List.copyOf(sources);
    }
}
