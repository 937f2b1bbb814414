package dev.catalog.cache;

import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One transaction around a write. When the time is up its statement is cancelled, and its connection is back in the pool.
 * What is written too late is rolled back.
 */
final class TransactionScope implements LoadScope {

    private final PlatformTransactionManager transactions;
    private final DataSource dataSource;

    TransactionScope(PlatformTransactionManager transactions, DataSource dataSource) {
        this.transactions = transactions;
        this.dataSource = dataSource;
    }

    @Override
    public <T> T within(Duration remaining, Supplier<T> write) {
        Deadline deadline = Deadline.in(remaining);
        deadline.requireTime();
        TransactionTemplate transaction = new TransactionTemplate(transactions);
        transaction.setTimeout(deadline.seconds());
        List<RuntimeException> failures = new ArrayList<>(1);
        try {
            return transaction.execute(_ -> {
                try {
                    // The connection may have been waited for.
                    boundSocket(deadline);
                    T result = write.get();
                    deadline.requireTime();
                    return result;
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

    private void boundSocket(Deadline deadline) {
        Connection connection = DataSourceUtils.getConnection(dataSource);
        try {
            deadline.bound(connection);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }
}
