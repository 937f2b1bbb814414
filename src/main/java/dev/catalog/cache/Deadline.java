package dev.catalog.cache;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;

/** When a load or a write must be done. */
final class Deadline {

    /** A server that does not even answer the cancellation is given up this long after the time is up. */
    private static final int LAST_WAIT_MILLIS = 1000;

    private final long nanos;

    private Deadline(long nanos) {
        this.nanos = nanos;
    }

    static Deadline in(Duration remaining) {
        return new Deadline(System.nanoTime() + remaining.toNanos());
    }

    /** The time of a statement that begins now: in whole seconds, rounded down, but one at least. */
    int seconds() {
        return (int) Math.max(1, left().toSeconds());
    }

    void requireTime() {
        if (!left().isPositive()) {
            throw new QueryTimeoutException("No time is left", new TimeoutException());
        }
    }

    /** Bounds the socket of a pool's connection. The pool takes the bound off again when the connection comes back. */
    void bound(Connection connection) {
        requireTime();
        try {
            connection.setNetworkTimeout(Runnable::run, (int) left().toMillis() + LAST_WAIT_MILLIS);
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("The connection can't be used", e);
        }
    }

    private Duration left() {
        return Duration.ofNanos(nanos - System.nanoTime());
    }
}
