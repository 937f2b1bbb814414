package dev.catalog.cache;

import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.time.Duration;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * One connection around a load, and no transaction: each statement stands for itself, and costs one round trip where it would
 * cost three. When the time is up its statement is cancelled, and its connection is back in the pool.
 */
final class ReadScope implements LoadScope {

    private final EntityManagerFactory entities;
    private final DataSource dataSource;

    ReadScope(EntityManagerFactory entities, DataSource dataSource) {
        this.entities = entities;
        this.dataSource = dataSource;
    }

    @Override
    public <T> T within(Duration remaining, Supplier<T> load) {
        Deadline deadline = Deadline.in(remaining);
        deadline.requireTime();
        Connection connection = DataSourceUtils.getConnection(dataSource);
        try {
            // The connection may have been waited for.
            deadline.bound(connection);
            return over(connection, deadline.seconds(), load);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    /** Loaders find the session by Spring's shared EntityManager, which gives each statement the time of its holder. */
    private <T> T over(Connection connection, int seconds, Supplier<T> load) {
        try (Session session = entities.unwrap(SessionFactory.class)
                .withOptions()
                .connection(connection)
                .openSession()) {
            EntityManagerHolder holder = new EntityManagerHolder(session);
            holder.setTimeoutInSeconds(seconds);
            TransactionSynchronizationManager.bindResource(entities, holder);
            try {
                return load.get();
            } finally {
                TransactionSynchronizationManager.unbindResource(entities);
            }
        }
    }
}
