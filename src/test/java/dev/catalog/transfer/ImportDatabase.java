package dev.catalog.transfer;

import static org.awaitility.Awaitility.await;

import dev.catalog.support.SettableClock;
import dev.catalog.support.TestServers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPOutputStream;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.datasource.init.ScriptUtils;
import org.springframework.util.unit.DataSize;

/** A database with the catalog's tables, empty at first, and importers into it. */
final class ImportDatabase {

    static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123456Z");

    final List<Object> events = new CopyOnWriteArrayList<>();
    final JdbcTemplate jdbc;
    private final String url = TestServers.newDatabase();

    ImportDatabase() {
        jdbc = new JdbcTemplate(new DriverManagerDataSource(url));
        jdbc.execute("CREATE EXTENSION pg_trgm");
        ResourceDatabasePopulator tables =
                new ResourceDatabasePopulator(new ClassPathResource("db/migration/V1__catalog.sql"));
        tables.setSeparator(ScriptUtils.EOF_STATEMENT_SEPARATOR);
        tables.execute(new DriverManagerDataSource(url));
    }

    CatalogImporter importer() {
        return importer(DataSize.ofMegabytes(10));
    }

    /** Returns an importer that holds longer files than this for large. */
    CatalogImporter importer(DataSize small) {
        return importer(small, "tests");
    }

    /** Returns an importer whose sessions have this name. */
    CatalogImporter importer(DataSize small, String sessions) {
        DriverManagerDataSource source = new DriverManagerDataSource(url + "&ApplicationName=" + sessions);
        return new CatalogImporter(source, events::add, new SettableClock(NOW), small);
    }

    Connection connect() throws SQLException {
        return new DriverManagerDataSource(url).getConnection();
    }

    List<Map<String, Object>> categories() {
        return jdbc.queryForList("SELECT * FROM categories ORDER BY id");
    }

    List<Map<String, Object>> products() {
        return jdbc.queryForList("SELECT * FROM products ORDER BY id");
    }

    List<String> productNames() {
        return jdbc.queryForList("SELECT name FROM products ORDER BY id", String.class);
    }

    /** Waits until a session waits for the lock of a table. */
    void awaitLockWaiter() {
        String waiters = "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'categories'::regclass";
        await().atMost(Duration.ofSeconds(30))
                .until(() -> Long.valueOf(1).equals(jdbc.queryForObject(waiters, Long.class)));
    }

    static CatalogSource files(String categories, String products) {
        return new CatalogSource(file("categories.ndjson", categories), file("products.ndjson", products));
    }

    static CatalogFile file(String name, String text) {
        return file(name, text.getBytes(StandardCharsets.UTF_8));
    }

    static CatalogFile file(String name, byte[] bytes) {
        return new CatalogFile(name, new ByteArrayResource(bytes));
    }

    static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }

    /** Returns the line of a root. */
    static String category(String slug) {
        return category(slug, "null");
    }

    /** Returns the line of a category; the parent is JSON. */
    static String category(String slug, String parent) {
        return """
                {"slug":"%1$s","name":"%1$s","parent_slug":%2$s,"position":0,"active":true}
                """.formatted(slug, parent);
    }

    static String product(String name, String category) {
        return """
                {"name":"%s","description":null,"price":"10.50","category_slug":"%s","featured":false,"active":true,\
                "created_at":"2026-01-31T09:30:00Z"}
                """.formatted(name, category);
    }
}
