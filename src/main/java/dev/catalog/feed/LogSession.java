package dev.catalog.feed;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** A connection to the log, and transactions over it that each see one snapshot. */
final class LogSession implements AutoCloseable {

    /** Longest wait for the server while a batch is read, applied or pruned, in milliseconds. */
    private static final int WORK_TIMEOUT_MILLIS = 30_000;

    private final Connection connection;
    private final JdbcClient jdbc;

    private LogSession(Connection connection) {
        this.connection = connection;
        this.jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
    }

    static LogSession open(FeedConnections connections) throws SQLException {
        Connection connection = connections.open();
        connection.setAutoCommit(false);
        return new LogSession(connection);
    }

    JdbcClient jdbc() {
        return jdbc;
    }

    /** Runs in a transaction that only reads. */
    <T> T read(Supplier<T> work) throws SQLException {
        return transaction("READ ONLY", work);
    }

    /** Runs in a transaction, which is rolled back where the work throws. */
    <T> T write(Supplier<T> work) throws SQLException {
        return transaction("READ WRITE", work);
    }

    /** The server has answered: what it does from here on in this transaction may take longer. */
    void grantTime() {
        try {
            connection.setNetworkTimeout(Runnable::run, WORK_TIMEOUT_MILLIS);
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("The connection is gone", e);
        }
    }

    // The transaction is told what it is, not the session, which may be a pooler's and anybody's next.
    private <T> T transaction(String access, Supplier<T> work) throws SQLException {
        connection.setNetworkTimeout(Runnable::run, FeedConnections.TIMEOUT_MILLIS);
        T result;
        try {
            jdbc.sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, " + access)
                    .update();
            result = work.get();
        } catch (RuntimeException e) {
            rollBack(e);
            throw e;
        }
        connection.commit();
        return result;
    }

    private void rollBack(RuntimeException failure) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    /** Ends the connection at once, from any thread; who waits for an answer gets an exception. */
    void abort() throws SQLException {
        connection.abort(Runnable::run);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
