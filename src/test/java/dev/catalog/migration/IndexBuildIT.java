package dev.catalog.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IndexBuildIT {

    private static final Duration BOUND = Duration.ofSeconds(60);

    private final TestDatabase database = TestDatabase.ofRails();

    @BeforeEach
    void stock() {
        database.jdbc()
                .sql("INSERT INTO categories (id, name, slug, created_at, updated_at)"
                        + " VALUES (1, 'Mugs', 'mugs', now(), now())")
                .update();
        database.jdbc()
                .sql("INSERT INTO products (name, price, category_id, created_at, updated_at)"
                        + " VALUES ('Mug', 7.5, 1, now(), now())")
                .update();
    }

    @Test
    void halfBuiltIndexIsBuiltAnew() throws SQLException {
        IndexDefinition byName = definition("catalog_products_by_name");
        cancelBuilding(byName);
        assertThat(database.invalidIndexes()).containsExactly(byName.name());

        Gateway.run(database.url());

        assertThat(database.invalidIndexes()).isEmpty();
        assertThat(database.validIndexes()).isEqualTo(TestDatabase.allIndexes());
    }

    /** An open transaction holds the build up until it is cancelled, as it would be with the gateway's server killed. */
    private void cancelBuilding(IndexDefinition index) throws SQLException {
        try (Connection writer = openWriter();
                Connection builder = DriverManager.getConnection(database.url());
                Statement statement = builder.createStatement()) {
            statement.execute("SET lock_timeout = '200ms'");
            assertThatExceptionOfType(SQLException.class).isThrownBy(() -> statement.execute(index.sql()));
            writer.rollback();
        }
    }

    @Test
    void buildWhoseSessionIsKilledIsTakenUpAgain() throws Exception {
        try (Connection writer = openWriter();
                ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> start = executor.submit(() -> Gateway.run(database.url()));
            awaitBuilding();
            assertThat(database.invalidIndexes()).hasSize(1);

            database.jdbc()
                    .sql("SELECT pg_terminate_backend(pid) FROM pg_stat_progress_create_index"
                            + " WHERE datname = current_database()")
                    .query(Boolean.class)
                    .list();
            writer.rollback();
            start.get();
        }

        assertThat(database.invalidIndexes()).isEmpty();
        assertThat(database.validIndexes()).isEqualTo(TestDatabase.allIndexes());
    }

    @Test
    void startWaitsForNoBuildAndWritersWaitForNeither() throws SQLException {
        try (Connection writer = openWriter()) {
            Gateway.run(
                    database.url(),
                    gateway -> {
                        assertThat(gateway).hasNotFailed();
                        awaitBuilding();
                        insertWithin("1s");
                        rollback(writer);
                        await().atMost(BOUND)
                                .untilAsserted(() ->
                                        assertThat(database.validIndexes()).isEqualTo(TestDatabase.allIndexes()));
                    },
                    "catalog.migration.index-wait=100ms");
        }
    }

    @Test
    void lockedTableIsAskedForBrieflyAndAgainUntilItIsFree() throws SQLException {
        try (Connection alterer = DriverManager.getConnection(database.url())) {
            alterer.setAutoCommit(false);
            execute(alterer, "LOCK TABLE products IN ACCESS EXCLUSIVE MODE");
            Gateway.run(
                    database.url(),
                    gateway -> {
                        assertThat(gateway).hasNotFailed();
                        await().atMost(BOUND)
                                .until(() -> !database.validIndexes().isEmpty());
                        assertThat(database.validIndexes()).allMatch(index -> index.startsWith("catalog_categories"));
                        await().atMost(BOUND).until(this::someoneWaitsForALock);
                        await().atMost(BOUND).until(() -> !someoneWaitsForALock());
                        rollback(alterer);
                        await().atMost(BOUND)
                                .untilAsserted(() ->
                                        assertThat(database.validIndexes()).isEqualTo(TestDatabase.allIndexes()));
                    },
                    "catalog.migration.index-wait=100ms");
        }
    }

    @Test
    void indexThatAnotherSessionIsBuildingIsLeftToIt() throws Exception {
        IndexDefinition byName = definition("catalog_products_by_name");
        try (Connection writer = openWriter();
                Connection administrator = DriverManager.getConnection(database.url());
                ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> building = executor.submit(() -> execute(administrator, byName.sql()));
            awaitBuilding();
            Gateway.run(
                    database.url(),
                    gateway -> {
                        await().atMost(BOUND).until(this::someoneWaitsForALock);
                        rollback(writer);
                        await().atMost(BOUND)
                                .untilAsserted(() ->
                                        assertThat(database.validIndexes()).isEqualTo(TestDatabase.allIndexes()));
                    },
                    "catalog.migration.index-wait=100ms");
            building.get();
        }
    }

    @Test
    void settingsOfTheSessionAreAsBefore() {
        Gateway.run(
                database.url(),
                gateway -> assertThat(database.jdbc()
                                .sql("SHOW lock_timeout")
                                .query(String.class)
                                .single())
                        .isEqualTo("0"),
                "spring.datasource.hikari.maximum-pool-size=1");
    }

    private static IndexDefinition definition(String name) {
        return IndexDefinition.all().stream()
                .filter(index -> index.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** A session that has written to the products and not yet committed. */
    private Connection openWriter() throws SQLException {
        Connection writer = DriverManager.getConnection(database.url());
        writer.setAutoCommit(false);
        execute(writer, "UPDATE products SET price = price");
        return writer;
    }

    private void insertWithin(String lockTimeout) {
        try (Connection application = DriverManager.getConnection(database.url())) {
            execute(application, "SET lock_timeout = '" + lockTimeout + "'");
            execute(
                    application,
                    "INSERT INTO products (name, price, category_id, created_at, updated_at)"
                            + " VALUES ('Mug', 7.5, 1, now(), now())");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void awaitBuilding() {
        await().atMost(BOUND)
                .until(() -> database.jdbc()
                        .sql("SELECT count(*) > 0 FROM pg_stat_progress_create_index"
                                + " WHERE datname = current_database() AND phase LIKE 'waiting for writers%'")
                        .query(Boolean.class)
                        .single());
    }

    private boolean someoneWaitsForALock() {
        return database.jdbc()
                .sql(
                        "SELECT count(*) > 0 FROM pg_stat_activity"
                                + " WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE 'DO %LOCK TABLE%'")
                .query(Boolean.class)
                .single();
    }

    private static boolean execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.execute(sql);
        }
    }

    private static void rollback(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
