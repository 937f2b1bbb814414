package dev.catalog.cache;

import java.util.function.Supplier;
import org.springframework.dao.support.DataAccessUtils;
import org.springframework.dao.support.PersistenceExceptionTranslator;

/**
 * Transactions that change the catalog, each within the time that its operation has left. Statements and locks that take longer
 * are given up and what was done is rolled back; only of a commit that is never answered nobody knows.
 */
public final class WriteTransactions {

    private final Loads writes;
    private final PersistenceExceptionTranslator translator;

    WriteTransactions(Loads writes, PersistenceExceptionTranslator translator) {
        this.writes = writes;
        this.translator = translator;
    }

    /**
     * What a write comes to, once it is committed. It runs on a thread of its own. Throws what it throws, which rolls it back, the
     * database's exceptions as Spring's, and what {@link Outage} knows where the time is up.
     */
    public <T> T within(ReadContext operation, Supplier<T> write) {
        return writes.within(operation.remaining(), () -> translated(write));
    }

    private <T> T translated(Supplier<T> write) {
        try {
            return write.get();
        } catch (RuntimeException e) {
            throw DataAccessUtils.translateIfNecessary(e, translator);
        }
    }
}
