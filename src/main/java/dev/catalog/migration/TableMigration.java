package dev.catalog.migration;

import dev.catalog.startup.StartupException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The tables, which Flyway makes and keeps up to date. */
final class TableMigration {

    private static final List<String> TABLES = List.of("categories", "products", "cache_warming_jobs");

    private static final String COST = "the tables stay as they are and no migration is recorded";

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private static final RetryPolicy RETRIES = RetryPolicy.builder()
            .predicate(TableMigration::waitedInVain)
            .maxRetries(10)
            .delay(Duration.ofMillis(200))
            .multiplier(2)
            .maxDelay(Duration.ofSeconds(5))
            .build();

    private final Flyway flyway;
    private final JdbcClient jdbc;
    private final Rights rights;
    private final String history;
    private final TransactionTemplate alone;

    TableMigration(Flyway flyway, JdbcClient jdbc, Rights rights) {
        this.flyway = flyway;
        this.jdbc = jdbc;
        this.rights = rights;
        this.history = flyway.getConfiguration().getTable();
        this.alone = new TransactionTemplate(
                new DataSourceTransactionManager(flyway.getConfiguration().getDataSource()));
    }

    /** Migrates, or returns why it may not where something is left to migrate. */
    Optional<Lack> run() {
        boolean mayReadHistory = mayOnHistory("SELECT");
        boolean mayKeepHistory = mayReadHistory && mayOnHistory("INSERT");
        if (rights.mayChange() && mayKeepHistory) {
            migrate();
            return Optional.empty();
        }
        if (mayReadHistory && flyway.info().pending().length == 0) {
            return Optional.empty();
        }
        Lack lack = rights.mayChange() ? noHistory() : rights.obstacle(COST);
        requireTables(lack);
        return Optional.of(lack);
    }

    private void migrate() {
        try {
            new RetryTemplate(RETRIES).invoke(this::migrateAlone);
        } catch (FlywayException | DataAccessException e) {
            if (waitedInVain(e)) {
                throw new StartupException(
                        "Another session keeps a table of the catalog locked: start again later.", e);
            }
            throw e;
        }
    }

    /**
     * One node at a time: between making its history table and its first row, Flyway lets another node see an empty history
     * and end. The lock goes with its transaction, so with a node that dies; like the tables' locks it is waited for in turns.
     */
    private void migrateAlone() {
        alone.executeWithoutResult(_ -> {
            jdbc.sql("SET LOCAL lock_timeout = '2s'").update();
            jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended(:history, 0))")
                    .param("history", history)
                    .query()
                    .singleRow();
            flyway.migrate();
        });
    }

    private static boolean waitedInVain(Throwable failure) {
        return NestedExceptionUtils.getMostSpecificCause(failure) instanceof SQLException cause
                && LOCK_NOT_AVAILABLE.equals(cause.getSQLState());
    }

    /** Whether the role has a right to the table of Flyway's history. Where there is none yet, it has. */
    private boolean mayOnHistory(String right) {
        return jdbc.sql("SELECT coalesce(has_table_privilege(to_regclass(:table), :right), true)")
                .param("table", history)
                .param("right", right)
                .query(Boolean.class)
                .single();
    }

    private Lack noHistory() {
        return new Lack(
                "The role %s may not read and extend the table %s".formatted(rights.role(), history),
                COST,
                "GRANT SELECT, INSERT ON %s TO %s;".formatted(history, rights.role()));
    }

    private void requireTables(Lack lack) {
        List<String> missing = jdbc.sql(
                        "SELECT t.name FROM unnest(:tables) AS t(name) WHERE to_regclass(t.name) IS NULL")
                .param("tables", TABLES.toArray(String[]::new))
                .query(String.class)
                .list();
        if (!missing.isEmpty()) {
            throw new StartupException("The database has no table %s, and none can be made: %s. To mend it: %s"
                    .formatted(String.join(", ", missing), lack.what(), lack.remedy()));
        }
    }
}
