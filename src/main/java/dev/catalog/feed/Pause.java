package dev.catalog.feed;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;

/** Pauses between attempts, from 100 ms to 1 s, each twice as long as the one before. */
final class Pause {

    private static final ExponentialBackOff BACK_OFF = backOff();

    private final CountDownLatch ended = new CountDownLatch(1);
    private BackOffExecution pauses = BACK_OFF.start();

    /** Waits before the next attempt, or until pauses are ended. */
    void take() {
        try {
            boolean _ = ended.await(pauses.nextBackOff(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** An attempt was successful: the next pause is the shortest again. */
    void reset() {
        pauses = BACK_OFF.start();
    }

    /** Ends this pause and all that come, from any thread. */
    void end() {
        ended.countDown();
    }

    private static ExponentialBackOff backOff() {
        ExponentialBackOff backOff = new ExponentialBackOff(100, 2);
        backOff.setMaxInterval(1_000);
        return backOff;
    }
}
