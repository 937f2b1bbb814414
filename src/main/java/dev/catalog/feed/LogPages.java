package dev.catalog.feed;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessResourceException;

/**
 * Reads the log a page at a time, for those who are further behind than this node remembers. However many they are, two of
 * them read at once.
 */
final class LogPages {

    private static final int MOST_READERS = 2;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final FeedConnections connections;
    private final Semaphore turns = new Semaphore(MOST_READERS, true);

    LogPages(FeedConnections connections) {
        this.connections = connections;
    }

    /**
     * What follows a place up to a position that this node has reached, in the order recorded, and no more than so many. Empty
     * where that is not known any more.
     */
    Optional<List<RecordedChange>> read(ChangePlace place, Position until, int most) {
        takeTurn();
        try (LogSession session = LogSession.open(connections)) {
            ChangeLog log = ChangeLog.of(session);
            return session.read(() -> {
                LogState state = log.state();
                session.grantTime();
                return state.obstacle() == null && state.position().contains(until) && log.isWholeSince(place.told())
                        ? Optional.of(log.page(place, until, most))
                        : Optional.empty();
            });
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("The log can't be read", e);
        } finally {
            turns.release();
        }
    }

    private void takeTurn() {
        boolean taken = false;
        try {
            taken = turns.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!taken) {
            throw new TransientDataAccessResourceException("Too many read the log at once");
        }
    }
}
