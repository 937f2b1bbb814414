package dev.catalog.migration;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * Creates triggers beside the running application, a table's all at once and by one node at a time.
 * <p>A table's lock is queued for no longer than {@link #LOCK_TIMEOUT}, as writers queue behind it, and is asked for again
 * after a pause until it is had.
 */
final class TriggerBuilder implements Build {

    private static final Logger log = LoggerFactory.getLogger(TriggerBuilder.class);

    private static final String LOCK_TIMEOUT = "1s";

    /** The advisory lock of the node that creates triggers. It goes with its transaction. */
    private static final long ADVISORY_LOCK = 0x636174616c6f6732L;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final List<String> tables;
    private final CountDownLatch stopped = new CountDownLatch(1);

    TriggerBuilder(DataSource dataSource, List<TriggerDefinition> triggers) {
        this.jdbc = JdbcClient.create(dataSource);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
        this.tables = triggers.stream().map(TriggerDefinition::table).distinct().toList();
    }

    @Override
    public void run() {
        BackOffExecution pauses = backOff().start();
        List<String> left = create(tables);
        while (!left.isEmpty() && !stoppedWithin(pauses.nextBackOff())) {
            left = create(left);
        }
    }

    @Override
    public void stop() {
        stopped.countDown();
    }

    @Override
    public String unfinished() {
        return "Another session keeps a table of the catalog locked; changes are followed once it has its triggers";
    }

    private static ExponentialBackOff backOff() {
        ExponentialBackOff backOff = new ExponentialBackOff(200, 2);
        backOff.setMaxInterval(Duration.ofMinutes(1).toMillis());
        return backOff;
    }

    private boolean stoppedWithin(long milliseconds) {
        try {
            return stopped.await(milliseconds, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Returns the tables that are to be tried again. */
    private List<String> create(List<String> wanted) {
        List<String> left = new ArrayList<>();
        for (String table : wanted) {
            try {
                transaction.executeWithoutResult(_ -> create(table));
            } catch (DataAccessException | TransactionException e) {
                if (isPassing(e)) {
                    left.add(table);
                } else {
                    log.warn("The triggers of {} could not be created, so changes are not followed: {}", table, why(e));
                }
            }
        }
        return left;
    }

    private void create(String table) {
        jdbc.sql("SET LOCAL lock_timeout = '" + LOCK_TIMEOUT + "'").update();
        jdbc.sql("SELECT pg_advisory_xact_lock(" + ADVISORY_LOCK + ")").query().singleRow();
        TriggerDefinition.missing(jdbc).stream()
                .filter(trigger -> trigger.table().equals(table))
                .forEach(trigger -> jdbc.sql(trigger.sql()).update());
    }

    /** Whether a lock could not be had, or the connection. */
    private static boolean isPassing(Exception e) {
        String state = NestedExceptionUtils.getMostSpecificCause(e) instanceof SQLException cause
                ? String.valueOf(cause.getSQLState())
                : "";
        return state.equals("55P03") || state.startsWith("40") || state.startsWith("08") || state.startsWith("57P");
    }

    private static String why(Exception e) {
        return String.valueOf(NestedExceptionUtils.getMostSpecificCause(e).getMessage());
    }
}
