package dev.catalog.cache;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One transaction around a load or a write. When the time is up its statement is cancelled, and its connection is back in
 * the pool. Statements are timed in whole seconds, rounded down, but one at least. What is written too late is rolled back.
 */
final class TransactionScope implements LoadScope {

    /** A server that does not even answer the cancellation is given up this long after the time is up. */
    private static final int LAST_WAIT_MILLIS = 1000;

    private final PlatformTransactionManager transactions;
    private final DataSource dataSource;
    private final boolean readOnly;

    TransactionScope(PlatformTransactionManager transactions, DataSource dataSource, boolean readOnly) {
        this.transactions = transactions;
        this.dataSource = dataSource;
        this.readOnly = readOnly;
    }

    @Override
    public <T> T within(Duration remaining, Supplier<T> load) {
        long deadline = System.nanoTime() + remaining.toNanos();
        requireTime(remaining);
        TransactionTemplate transaction = new TransactionTemplate(transactions);
        transaction.setReadOnly(readOnly);
        transaction.setTimeout((int) Math.max(1, remaining.toSeconds()));
        List<RuntimeException> failures = new ArrayList<>(1);
        try {
            return transaction.execute(_ -> {
                try {
                    return within(deadline, load);
                } catch (RuntimeException e) {
                    failures.add(e);
                    throw e;
                }
            });
        } catch (RuntimeException e) {
            // Where the connection is gone the rollback fails too, and says nothing of why.
            throw failures.isEmpty() ? e : failures.getFirst();
        }
    }

    private <T> T within(long deadline, Supplier<T> load) {
        // A connection may have been waited for.
        Duration left = Duration.ofNanos(deadline - System.nanoTime());
        requireTime(left);
        boundSocket((int) left.toMillis() + LAST_WAIT_MILLIS);
        T result = load.get();
        if (!readOnly) {
            requireTime(Duration.ofNanos(deadline - System.nanoTime()));
        }
        return result;
    }

    private static void requireTime(Duration left) {
        if (!left.isPositive()) {
            throw new QueryTimeoutException("No time is left", new TimeoutException());
        }
    }

    /** The pool takes the bound off again when the connection comes back. */
    private void boundSocket(int millis) {
        Connection connection = DataSourceUtils.getConnection(dataSource);
        try {
            connection.setNetworkTimeout(Runnable::run, millis);
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("The connection can't be used", e);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }
}
