package dev.catalog.support;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * The SQL statements that the gateway sends to its database, from whichever thread.
 * <p>The beginning and the end of a transaction are no statements.
 */
public final class QueryCounter {

    private volatile @Nullable Queue<String> recording;

    /** Returns the text of every statement sent while the work runs, in the order sent. One work is watched at a time. */
    public List<String> during(Runnable work) {
        Queue<String> sent = new ConcurrentLinkedQueue<>();
        recording = sent;
        try {
            work.run();
        } finally {
            recording = null;
        }
        return List.copyOf(sent);
    }

    void sending(String statement) {
        Queue<String> sent = recording;
        if (sent != null) {
            sent.add(statement);
        }
    }
}
