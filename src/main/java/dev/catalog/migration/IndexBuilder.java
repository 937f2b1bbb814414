package dev.catalog.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.util.StopWatch;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * Builds indexes beside the running application: concurrently, so that nobody who reads or writes the table waits, and by
 * one node at a time.
 * <p>It may be run any number of times. What a build that was killed has left behind is dropped and built anew. A lock
 * that can't be had in {@link #LOCK_TIMEOUT} is asked for again later, for a day; another failure is logged and left to
 * the next start.
 */
final class IndexBuilder implements Build {

    private static final Logger log = LoggerFactory.getLogger(IndexBuilder.class);

    /** How long the builder queues for a table's lock. Whoever wants a stronger one than ours queues behind it. */
    private static final String LOCK_TIMEOUT = "2s";

    /** How long a build waits for transactions that are older than it. They and all others go on meanwhile. */
    private static final String OLD_TRANSACTIONS_TIMEOUT = "30min";

    /** The advisory lock of the node that builds. It is tried, never waited for: a build waits for all who wait. */
    private static final long ADVISORY_LOCK = 0x636174616c6f6731L;

    private static final Duration PATIENCE = Duration.ofDays(1);

    private final DataSource dataSource;
    private final List<IndexDefinition> indexes;
    private final CountDownLatch stopped = new CountDownLatch(1);

    IndexBuilder(DataSource dataSource, List<IndexDefinition> indexes) {
        this.dataSource = dataSource;
        this.indexes = List.copyOf(indexes);
    }

    /** Those of the indexes that are not there, or not whole. */
    static List<IndexDefinition> missing(JdbcClient jdbc, List<IndexDefinition> indexes) {
        List<String> valid = jdbc.sql("SELECT n.name FROM unnest(:names) AS n(name)"
                        + " JOIN pg_index i ON i.indexrelid = to_regclass(n.name) WHERE i.indisvalid")
                .param("names", indexes.stream().map(IndexDefinition::name).toArray(String[]::new))
                .query(String.class)
                .list();
        return indexes.stream().filter(index -> !valid.contains(index.name())).toList();
    }

    /** Returns when all indexes are there or have failed, or when it is stopped. */
    @Override
    public void run() {
        BackOffExecution pauses = backOff().start();
        List<IndexDefinition> left = build(indexes);
        while (!left.isEmpty()) {
            long pause = pauses.nextBackOff();
            if (pause == BackOffExecution.STOP) {
                log.warn("These indexes could not be built within {}: {}", PATIENCE, names(left));
                return;
            }
            if (stoppedWithin(pause)) {
                return;
            }
            left = build(left);
        }
    }

    @Override
    public void stop() {
        stopped.countDown();
    }

    @Override
    public String unfinished() {
        return "Indexes are being built while the gateway serves; until then reads are slower";
    }

    private boolean stoppedWithin(long milliseconds) {
        try {
            return stopped.await(milliseconds, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static ExponentialBackOff backOff() {
        ExponentialBackOff backOff = new ExponentialBackOff(100, 2);
        backOff.setMaxInterval(Duration.ofMinutes(1).toMillis());
        backOff.setMaxElapsedTime(PATIENCE.toMillis());
        return backOff;
    }

    /** Builds what it can, and returns what is to be tried again. */
    private List<IndexDefinition> build(List<IndexDefinition> wanted) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(true);
            JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            List<IndexDefinition> missing = missing(jdbc, wanted);
            if (missing.isEmpty() || !locked(jdbc, "pg_try_advisory_lock")) {
                return missing;
            }
            try {
                return buildLocked(jdbc, missing);
            } finally {
                jdbc.sql("RESET statement_timeout").update();
                jdbc.sql("RESET lock_timeout").update();
                locked(jdbc, "pg_advisory_unlock");
            }
        } catch (SQLException | DataAccessException e) {
            // The connection is gone, and with it the lock. An index that was being built is invalid, or whole by now.
            if (stopped.getCount() > 0) {
                log.warn("The building of indexes was interrupted and is tried again: {}", message(e));
            }
            return wanted;
        }
    }

    private static boolean locked(JdbcClient jdbc, String function) {
        return jdbc.sql("SELECT %s(%d)".formatted(function, ADVISORY_LOCK))
                .query(Boolean.class)
                .single();
    }

    private static List<IndexDefinition> buildLocked(JdbcClient jdbc, List<IndexDefinition> missing) {
        jdbc.sql("SET statement_timeout = 0").update();
        StopWatch watch = new StopWatch();
        watch.start();
        List<IndexDefinition> left = new ArrayList<>();
        List<IndexDefinition> built = new ArrayList<>();
        for (IndexDefinition index : missing) {
            if (left.stream().anyMatch(waiting -> waiting.table().equals(index.table()))) {
                // To ask for the table's lock again without a pause would hold others up as long as both take.
                left.add(index);
                continue;
            }
            try {
                build(jdbc, index);
                built.add(index);
            } catch (DataAccessException e) {
                fail(index, e, left);
            }
        }
        if (!built.isEmpty()) {
            analyze(jdbc, built);
            watch.stop();
            log.info("Built indexes in {} s: {}", "%.1f".formatted(watch.getTotalTimeSeconds()), names(built));
        }
        return left;
    }

    /** Gathers the statistics of indexes on expressions, which may else have none for long. */
    private static void analyze(JdbcClient jdbc, List<IndexDefinition> built) {
        built.stream()
                .map(IndexDefinition::table)
                .distinct()
                .forEach(table -> jdbc.sql("ANALYZE " + table).update());
    }

    private static void build(JdbcClient jdbc, IndexDefinition index) {
        jdbc.sql("SET lock_timeout = '" + LOCK_TIMEOUT + "'").update();
        // Fails as long as anybody alters the table or builds one of its indexes, this very one perhaps.
        jdbc.sql("DO $$ BEGIN LOCK TABLE %s IN SHARE UPDATE EXCLUSIVE MODE; END $$".formatted(index.table()))
                .update();
        jdbc.sql("SET lock_timeout = '" + OLD_TRANSACTIONS_TIMEOUT + "'").update();
        jdbc.sql("DROP INDEX CONCURRENTLY IF EXISTS " + index.name()).update();
        jdbc.sql(index.sql()).update();
    }

    private static void fail(IndexDefinition index, DataAccessException e, List<IndexDefinition> left) {
        String state = state(e);
        if (state.equals("55P03") || state.equals("40P01")) {
            log.debug("Index {} has to wait: {}", index.name(), message(e));
            left.add(index);
        } else if (state.startsWith("08") || state.startsWith("57P")) {
            throw e;
        } else {
            log.warn(
                    "Index {} could not be built, so that reads are slower until a next start builds it: {}",
                    index.name(),
                    message(e));
        }
    }

    private static String state(DataAccessException e) {
        return NestedExceptionUtils.getMostSpecificCause(e) instanceof SQLException cause && cause.getSQLState() != null
                ? cause.getSQLState()
                : "";
    }

    private static String message(Exception e) {
        return String.valueOf(NestedExceptionUtils.getMostSpecificCause(e).getMessage());
    }

    private static String names(List<IndexDefinition> indexes) {
        return indexes.stream().map(IndexDefinition::name).collect(Collectors.joining(", "));
    }
}
