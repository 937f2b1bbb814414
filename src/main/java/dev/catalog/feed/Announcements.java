package dev.catalog.feed;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.postgresql.jdbc.PgConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens to what the triggers announce, over a connection of its own: the driver can't wait for an announcement and for
 * something else at once. Nothing depends on it but speed.
 */
final class Announcements implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(Announcements.class);

    private static final String CHANNEL = "catalog_changes";

    private final FeedConnections connections;
    private final Duration pollInterval;
    private final Wakeup wakeup;
    private final Pause pause = new Pause();
    private volatile boolean stopped;
    private volatile boolean listening;
    private volatile @Nullable Connection connection;
    private boolean refused;

    Announcements(FeedConnections connections, Duration pollInterval, Wakeup wakeup) {
        this.connections = connections;
        this.pollInterval = pollInterval;
        this.wakeup = wakeup;
    }

    /** Whether announcements are heard. */
    boolean areHeard() {
        return listening;
    }

    @Override
    public void run() {
        while (!stopped) {
            try (Connection opened = connections.open()) {
                connection = opened;
                listen(opened);
            } catch (SQLException e) {
                log.debug("Listening to changes ended", e);
            } finally {
                listening = false;
                connection = null;
            }
            wakeup.call();
            pause.take();
        }
    }

    private void listen(Connection opened) throws SQLException {
        try (Statement statement = opened.createStatement()) {
            statement.execute("LISTEN " + CHANNEL);
            while (!stopped && isHeard(statement)) {
                if (!listening) {
                    listening = true;
                    refused = false;
                    pause.reset();
                    // What was announced before has not been heard.
                    wakeup.call();
                }
                await(opened.unwrap(PgConnection.class));
            }
        }
        if (!stopped && !refused) {
            refused = true;
            log.info("The database, or a pooler in front of it, does not keep LISTEN: changes are polled for");
        }
    }

    /** A pooler may have given the session to somebody else. */
    private static boolean isHeard(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(
                "SELECT EXISTS (SELECT FROM pg_listening_channels() AS c WHERE c = '" + CHANNEL + "')")) {
            return row.next() && row.getBoolean(1);
        }
    }

    /** Returns after a poll interval without an announcement, for the connection to be tried. */
    private void await(PgConnection opened) throws SQLException {
        while (!stopped && opened.getNotifications(Math.toIntExact(pollInterval.toMillis())).length > 0) {
            wakeup.call();
        }
    }

    void stop() throws SQLException {
        stopped = true;
        pause.end();
        Connection open = connection;
        if (open != null) {
            open.abort(Runnable::run);
        }
    }
}
