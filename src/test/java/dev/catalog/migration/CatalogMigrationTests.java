package dev.catalog.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.catalog.startup.StartupException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;

class CatalogMigrationTests {

    @Test
    void emptyDatabaseGetsWhatRailsWouldMake() {
        TestDatabase database = TestDatabase.empty();

        Gateway.run(database.url());

        TestDatabase rails = TestDatabase.ofRails();
        rails.jdbc().sql("DROP TABLE schema_migrations, ar_internal_metadata").update();
        assertThat(database.shape()).isEqualTo(rails.shape());
        assertThat(database.validIndexes()).isEqualTo(TestDatabase.allIndexes());
        assertThat(database.triggers()).isEqualTo(TestDatabase.allTriggers());
    }

    @Test
    void databaseOfRailsKeepsEachObjectAndRow() {
        TestDatabase database = TestDatabase.ofRailsWithRows();
        List<String> objects = database.objects();
        List<String> rows = database.rows();

        assertThat(Gateway.warnings(database.url())).isEmpty();

        assertThat(database.objects()).isEqualTo(objects);
        assertThat(database.rows()).isEqualTo(rows);
        assertThat(database.validIndexes()).isEqualTo(TestDatabase.allIndexes());
    }

    @Test
    void tablesOfAnotherVersionEndTheStartNamingWhatDiffers() {
        TestDatabase database = TestDatabase.empty();
        Gateway.run(database.url());
        changeHistory(database, "UPDATE %s SET checksum = 1 WHERE version = '1'");

        assertThat(refusal(database))
                .isEqualTo("The tables were made by another version of the gateway, says the table"
                        + " catalog_gateway_migrations (version 1, checksum mismatch). Start the version that made them,"
                        + " or set spring.datasource.url (SPRING_DATASOURCE_URL) to another database.");
        assertThat(refusal(database, "catalog.migration.embedded-in=/srv/shop/.catalog"))
                .endsWith(
                        "(version 1, checksum mismatch). Delete the folder /srv/shop/.catalog: the next start makes it"
                                + " anew, with the sample catalog.");
    }

    @Test
    void migrationThisVersionHasNotEndsTheStartUnlessItIsALaterOne() {
        TestDatabase database = TestDatabase.empty();
        Gateway.run(database.url());
        String insert = "INSERT INTO %s SELECT installed_rank + 10, '{}', description, type, script, checksum,"
                + " installed_by, installed_on, execution_time, success FROM %s WHERE version = '1'";

        changeHistory(database, insert.replace("{}", "99"));
        Gateway.run(database.url());

        changeHistory(database, insert.replace("{}", "0.5").replace("10", "20"));
        assertThat(refusal(database)).contains("(version 0.5, applied versioned migration not resolved)");
    }

    private static void changeHistory(TestDatabase database, String sql) {
        database.jdbc().sql(sql.replace("%s", "catalog_gateway_migrations")).update();
    }

    /** The one line that a start on this database ends with. */
    private static String refusal(TestDatabase database, String... settings) {
        List<String> lines = new ArrayList<>();
        Gateway.run(
                database.url(),
                context -> assertThat(context.getStartupFailure())
                        .satisfies(failure -> Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                                .filter(StartupException.class::isInstance)
                                .forEach(cause -> lines.add(String.valueOf(cause.getMessage())))),
                settings);
        return String.join("\n", lines);
    }

    @Test
    void statementsOfRailsWorkOnBothKindsOfDatabase() {
        for (TestDatabase database : List.of(TestDatabase.empty(), TestDatabase.ofRailsWithRows())) {
            Gateway.run(database.url());

            insertAsRailsDoes(database);
        }
    }

    private static void insertAsRailsDoes(TestDatabase database) {
        Long category = insert(
                database,
                "INSERT INTO categories (name, slug, created_at, updated_at)"
                        + " VALUES ('Mugs', 'mugs', now(), now()) RETURNING id");
        Long product = insert(
                database,
                "INSERT INTO products (name, description, price, category_id, created_at, updated_at)"
                        + " VALUES ('Mug', repeat('any length ', 500000), 7.5, " + category
                        + ", now(), now()) RETURNING id");
        Long job = insert(
                database,
                "INSERT INTO cache_warming_jobs (job_type, created_at, updated_at)"
                        + " VALUES ('products', now(), now()) RETURNING id");

        assertThat(database.jdbc()
                        .sql("SELECT price || ' ' || featured || ' ' || active FROM products WHERE id = " + product)
                        .query(String.class)
                        .single())
                .isEqualTo("7.50 false true");
        assertThat(database.jdbc()
                        .sql("SELECT status FROM cache_warming_jobs WHERE id = " + job)
                        .query(String.class)
                        .single())
                .isEqualTo("pending");
        assertThatExceptionOfType(DataIntegrityViolationException.class)
                .isThrownBy(() -> database.jdbc()
                        .sql("DELETE FROM categories WHERE id = " + category)
                        .update())
                .withMessageContaining("fk_rails_fb915499a4");
        assertThatExceptionOfType(DataIntegrityViolationException.class)
                .isThrownBy(() -> insert(
                        database,
                        "INSERT INTO categories (name, slug, created_at, updated_at)"
                                + " VALUES ('Mugs', 'mugs', now(), now()) RETURNING id"))
                .withMessageContaining("index_categories_on_slug");
        assertThat(database.jdbc()
                        .sql("DELETE FROM products WHERE id = " + product)
                        .update())
                .isOne();
        assertThat(database.jdbc()
                        .sql("DELETE FROM categories WHERE id = " + category)
                        .update())
                .isOne();
    }

    private static Long insert(TestDatabase database, String sql) {
        return database.jdbc().sql(sql).query(Long.class).single();
    }

    @Test
    void restartChangesNothing() {
        TestDatabase database = TestDatabase.ofRailsWithRows();
        Gateway.run(database.url());
        List<String> objects = database.objects();
        List<String> ownObjects = database.ownObjects();

        assertThat(Gateway.warnings(database.url())).isEmpty();

        assertThat(database.objects()).isEqualTo(objects);
        assertThat(database.ownObjects()).isEqualTo(ownObjects);
    }

    @RepeatedTest(3)
    void nodesMayStartAtOnce() throws Exception {
        for (TestDatabase database : List.of(TestDatabase.empty(), TestDatabase.ofRails())) {
            startAtOnce(database, 3);

            assertThat(database.validIndexes()).isEqualTo(TestDatabase.allIndexes());
            assertThat(database.invalidIndexes()).isEmpty();
            assertThat(database.triggers()).isEqualTo(TestDatabase.allTriggers());
        }
    }

    private static void startAtOnce(TestDatabase database, int nodes) throws Exception {
        CyclicBarrier start = new CyclicBarrier(nodes);
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<? extends Future<?>> starts = IntStream.range(0, nodes)
                    .mapToObj(node -> executor.submit(() -> {
                        start.await();
                        Gateway.run(database.url());
                        return node;
                    }))
                    .toList();
            for (Future<?> node : starts) {
                node.get();
            }
        }
    }

    @Test
    void tablesOfAnotherSchemaAreAdoptedThroughTheAddress() {
        TestDatabase database = TestDatabase.empty();
        database.jdbc().sql("CREATE SCHEMA \"Odd shop\"").update();
        database.jdbc().sql("CREATE SCHEMA extensions").update();
        database.jdbc().sql("CREATE EXTENSION pg_trgm SCHEMA extensions").update();
        database.jdbc()
                .sql("ALTER DATABASE " + database.name() + " SET search_path = \"Odd shop\"")
                .update();

        assertThat(Gateway.warnings(database.url())).isEmpty();

        assertThat(database.validIndexes()).isEqualTo(TestDatabase.allIndexes());
        assertThat(database.jdbc()
                        .sql("SELECT DISTINCT schemaname FROM pg_indexes WHERE indexname LIKE 'catalog%'")
                        .query(String.class)
                        .list())
                .containsExactly("Odd shop");
    }
}
