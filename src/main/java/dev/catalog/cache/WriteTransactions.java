package dev.catalog.cache;

import java.sql.SQLException;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.support.DataAccessUtils;
import org.springframework.dao.support.PersistenceExceptionTranslator;

/**
 * Transactions that change the catalog, each within the time that its operation has left. Statements and locks that take longer
 * are given up and what was done is rolled back; only of a commit that is never answered nobody knows.
 */
public final class WriteTransactions {

    // SQLSTATEs: insufficient privilege, read-only transaction (of a role, or of a standby).
    private static final Set<String> REFUSALS = Set.of("42501", "25006");

    private final Loads writes;
    private final PersistenceExceptionTranslator translator;

    WriteTransactions(Loads writes, PersistenceExceptionTranslator translator) {
        this.writes = writes;
        this.translator = translator;
    }

    /**
     * What a write comes to, once it is committed. It runs on a thread of its own. Throws what it throws, which rolls it back, the
     * database's exceptions as Spring's, {@link WriteRefusedException} where the database lets the gateway only read, and what
     * {@link Outage} knows where the time is up.
     */
    public <T> T within(ReadContext operation, Supplier<T> write) {
        return writes.within(operation.remaining(), () -> translated(write));
    }

    private <T> T translated(Supplier<T> write) {
        try {
            return write.get();
        } catch (RuntimeException e) {
            if (isRefused(e)) {
                throw new WriteRefusedException(e);
            }
            throw DataAccessUtils.translateIfNecessary(e, translator);
        }
    }

    private static boolean isRefused(Throwable failure) {
        return NestedExceptionUtils.getMostSpecificCause(failure) instanceof SQLException sql
                && REFUSALS.contains(String.valueOf(sql.getSQLState()));
    }
}
