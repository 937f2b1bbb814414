package dev.catalog.feed;

import java.util.concurrent.CompletableFuture;

/** Those who wait for a read of the log: each for the first one that begins after it was asked for. */
final class CatchUps {

    private CompletableFuture<Boolean> next = new CompletableFuture<>();
    private CompletableFuture<Boolean> begun = CompletableFuture.completedFuture(true);

    /** The outcome of the next read to begin: true once its changes are applied, false where changes are not followed. */
    synchronized CompletableFuture<Boolean> next() {
        return next;
    }

    /** A read begins. Who waits for one that failed waits for this one. */
    synchronized void begin() {
        CompletableFuture<Boolean> failed = begun;
        begun = next;
        next = new CompletableFuture<>();
        if (!failed.isDone()) {
            var _ = begun.thenAccept(failed::complete);
        }
    }

    /** The read that began last has ended. */
    void end(boolean applied) {
        CompletableFuture<Boolean> ended;
        synchronized (this) {
            ended = begun;
        }
        ended.complete(applied);
    }

    /** Reads will begin, again where none was to any more. */
    synchronized void open() {
        if (next.isDone()) {
            next = new CompletableFuture<>();
        }
    }

    /** No read will begin any more, unless it is opened again. */
    synchronized void close() {
        begun.complete(false);
        next.complete(false);
    }
}
