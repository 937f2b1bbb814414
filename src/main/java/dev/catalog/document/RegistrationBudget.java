package dev.catalog.document;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Bounds how many bytes this node adds to the shared store within the time that documents are kept, so that nobody fills it
 * by registering. What is spent comes back evenly over that time.
 */
final class RegistrationBudget {

    private final double capacity;
    private final Duration period;
    private final Clock clock;
    private double left;
    private Instant counted;

    RegistrationBudget(long capacity, Duration period, Clock clock) {
        this.capacity = capacity;
        this.period = period;
        this.clock = clock;
        this.left = capacity;
        this.counted = clock.instant();
    }

    /** Spends this many bytes; false where not as many are left. */
    synchronized boolean spend(long bytes) {
        Instant now = clock.instant();
        double passed = (double) Duration.between(counted, now).toMillis() / period.toMillis();
        left = Math.min(left + capacity * passed, capacity);
        counted = now;
        if (left < bytes) {
            return false;
        }
        left -= bytes;
        return true;
    }
}
