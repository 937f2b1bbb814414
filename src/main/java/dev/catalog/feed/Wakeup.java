package dev.catalog.feed;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Ends a pause from another thread. Any number of calls before a pause end that one alone. */
final class Wakeup implements ChannelListener {

    private static final String CHANGES = "catalog_changes";

    private final Semaphore calls = new Semaphore(0);

    void call() {
        calls.release();
    }

    /** What the triggers announce. */
    @Override
    public String channel() {
        return CHANGES;
    }

    @Override
    public void announced() {
        call();
    }

    /** Waits for a call, which may have come already, or for the time to pass. */
    void await(Duration longest) throws InterruptedException {
        calls.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS);
        calls.drainPermits();
    }
}
