package dev.catalog.feed;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Notification;
import org.postgresql.jdbc.PgConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens to NOTIFY channels for all of the node, over one connection of its own: the driver can't wait for an announcement
 * and for something else at once. Nothing depends on it but speed.
 */
final class Announcements implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(Announcements.class);

    private final FeedConnections connections;
    private final Duration pollInterval;
    private final Map<String, List<ChannelListener>> channels;
    private final Pause pause = new Pause();
    private volatile boolean stopped;
    private volatile boolean listening;
    private volatile @Nullable Connection connection;
    private boolean refused;

    Announcements(FeedConnections connections, Duration pollInterval, List<ChannelListener> listeners) {
        this.connections = connections;
        this.pollInterval = pollInterval;
        this.channels = listeners.stream().collect(groupingBy(ChannelListener::channel));
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
                log.debug("Listening to announcements ended", e);
            } finally {
                listening = false;
                connection = null;
            }
            wakeAll();
            pause.take();
        }
    }

    private void listen(Connection opened) throws SQLException {
        try (Statement statement = opened.createStatement()) {
            for (String channel : channels.keySet()) {
                statement.execute("LISTEN " + channel);
            }
            while (!stopped && isHeard(statement)) {
                if (!listening) {
                    listening = true;
                    refused = false;
                    pause.reset();
                    // What was announced before has not been heard.
                    wakeAll();
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
    private boolean isHeard(Statement statement) throws SQLException {
        Set<String> heard = new HashSet<>();
        try (ResultSet rows = statement.executeQuery("SELECT c FROM pg_listening_channels() AS c")) {
            while (rows.next()) {
                heard.add(rows.getString(1));
            }
        }
        return heard.containsAll(channels.keySet());
    }

    /** Returns after a poll interval without an announcement, for the connection to be tried. */
    private void await(PgConnection opened) throws SQLException {
        Set<String> announced;
        do {
            announced = Stream.<Object>of((Object[]) opened.getNotifications(Math.toIntExact(pollInterval.toMillis())))
                    .map(Notification.class::cast)
                    .map(Notification::getName)
                    .collect(toSet());
            announced.forEach(this::wake);
        } while (!stopped && !announced.isEmpty());
    }

    private void wakeAll() {
        channels.keySet().forEach(this::wake);
    }

    private void wake(String channel) {
        channels.getOrDefault(channel, List.of()).forEach(ChannelListener::announced);
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
