package dev.catalog.response;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The answers that are being made on this node, so that of many who ask for the same one makes it and the others wait. An
 * operation whose answer could not be kept lately is not waited for: each who asks makes it.
 */
final class AnswerFlights {

    private static final Duration UNKEPT = Duration.ofSeconds(1);
    private static final int MOST_UNKEPT = 10_000;

    private final Map<Digest, Flight> flights = new ConcurrentHashMap<>();
    private final Cache<Digest, Boolean> unkept = Caffeine.newBuilder()
            .maximumSize(MOST_UNKEPT)
            .expireAfterWrite(UNKEPT)
            .executor(Runnable::run)
            .build();
    private final Duration patience;

    /** @param patience how long one waits for another at most, before making the answer too */
    AnswerFlights(Duration patience) {
        this.patience = patience;
    }

    /**
     * Waits while another makes the answer, if one does. The caller's own flight, which must be landed; where one was waited
     * for, one that nobody else waits for.
     *
     * @param isToBeKept whether the answer that the caller makes may be kept; otherwise nobody waits for it
     */
    Flight board(Digest operation, boolean isToBeKept) {
        Flight own = new Flight(operation);
        if (unkept.getIfPresent(operation) == null) {
            Flight other = isToBeKept ? flights.putIfAbsent(operation, own) : flights.get(operation);
            if (other != null) {
                other.await();
                own.waited = true;
            }
        }
        return own;
    }

    /** The making of one answer. */
    final class Flight {

        private final Digest operation;
        private final CountDownLatch landed = new CountDownLatch(1);
        private boolean waited;

        private Flight(Digest operation) {
            this.operation = operation;
        }

        /** Whether another's answer was waited for, so that it may be there now. */
        boolean hasWaited() {
            return waited;
        }

        /** Nothing could be kept, so that nobody should wait for the like of it for a while. */
        void isInVain() {
            unkept.put(operation, true);
        }

        /** Lets go those who wait. */
        void land() {
            flights.remove(operation, this);
            landed.countDown();
        }

        private void await() {
            try {
                var _ = landed.await(patience.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
