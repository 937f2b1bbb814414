package dev.catalog.cache;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** What one request brings to its cached reads: a recorder of the entries it has read. Safe for use by several threads. */
public final class ReadContext {

    /** A context that records nothing. */
    public static ReadContext unrecorded() {
        return new ReadContext(read -> {}, List.of());
    }

    /** A context that keeps every read. */
    public static ReadContext recording() {
        List<CacheRead> reads = new CopyOnWriteArrayList<>();
        return new ReadContext(reads::add, reads);
    }

    private final Consumer<CacheRead> recorder;
    private final List<CacheRead> reads;

    private ReadContext(Consumer<CacheRead> recorder, List<CacheRead> reads) {
        this.recorder = recorder;
        this.reads = reads;
    }

    /** The reads so far, in no particular order; empty where none are recorded. */
    public List<CacheRead> reads() {
        return List.copyOf(reads);
    }

    void record(CacheRead read) {
        recorder.accept(read);
    }
}
