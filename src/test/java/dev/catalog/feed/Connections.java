package dev.catalog.feed;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A follower's connections, which a test can cut and hold back. */
final class Connections implements FeedConnections {

    private final FollowedDatabase database;
    private final List<Connection> opened = new CopyOnWriteArrayList<>();
    private volatile boolean refusing;

    Connections(FollowedDatabase database) {
        this.database = database;
    }

    @Override
    public Connection open() throws SQLException {
        if (refusing) {
            throw new SQLException("no connection for now", "08001");
        }
        Connection connection = database.connect();
        opened.add(connection);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET application_name = 'followed'");
        }
        return connection;
    }

    /** Lets nobody connect until {@link #accept}. */
    void refuse() {
        refusing = true;
    }

    void accept() {
        refusing = false;
    }

    /** Ends every connection on the server's side, those that listen alone or all. */
    void cut(boolean listeningAlone) {
        database.jdbc()
                .sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND application_name = 'followed'"
                        + (listeningAlone ? " AND (query LIKE 'LISTEN%' OR query LIKE '%pg_listening_channels%')" : ""))
                .query(Boolean.class)
                .list();
    }

    int count() {
        return opened.size();
    }

    List<Connection> opened() {
        return opened;
    }
}
