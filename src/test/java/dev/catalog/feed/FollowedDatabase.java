package dev.catalog.feed;

import dev.catalog.support.TestServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.datasource.init.ScriptUtils;

/** A database of a test's own whose changes are recorded, with a category 1 and nothing else. */
final class FollowedDatabase {

    private static final AtomicInteger ROLES = new AtomicInteger();
    private static final String TEMPLATE = template();

    private final String url;
    private final JdbcClient jdbc;

    FollowedDatabase() {
        this(TestServers.newDatabase("TEMPLATE " + TEMPLATE));
    }

    private FollowedDatabase(String url) {
        this.url = url;
        this.jdbc = JdbcClient.create(new DriverManagerDataSource(url));
    }

    /** Makes an empty database one whose changes are recorded. */
    static FollowedDatabase madeOf(String url) {
        record(url);
        return new FollowedDatabase(url);
    }

    private static String template() {
        String url = TestServers.newDatabase();
        record(url);
        return url.replaceAll(".*/(\\w+)\\?.*", "$1");
    }

    private static void record(String url) {
        DriverManagerDataSource database = new DriverManagerDataSource(url);
        for (String script :
                List.of("db/migration/V1__catalog.sql", "db/migration/V2__change_feed.sql", "db/triggers.sql")) {
            ResourceDatabasePopulator populator = new ResourceDatabasePopulator(new ClassPathResource(script));
            populator.setSeparator(ScriptUtils.EOF_STATEMENT_SEPARATOR);
            populator.execute(database);
        }
        JdbcClient.create(database)
                .sql(
                        "INSERT INTO categories (name, slug, created_at, updated_at) VALUES ('Lamps', 'lamps', now(), now())")
                .update();
    }

    JdbcClient jdbc() {
        return jdbc;
    }

    String url() {
        return url;
    }

    /** Opens a connection, as a writer of its own; to the feed it may also be the connection that is followed over. */
    Connection connect() throws SQLException {
        return DriverManager.getConnection(url);
    }

    /** Makes a role that can log in and has no right but those that are granted to all, and returns its name. */
    String newRole() {
        String role = "feed_role_" + ROLES.incrementAndGet();
        execute("DROP ROLE IF EXISTS " + role);
        execute("CREATE ROLE " + role + " LOGIN");
        return role;
    }

    Connection connectAs(String role) throws SQLException {
        return DriverManager.getConnection(url.replaceAll("user=\\w+", "user=" + role));
    }

    void execute(String sql) {
        jdbc.sql(sql).update();
    }

    /** Inserts products in one statement, and returns the key of the first. */
    long insertProducts(int count) {
        return jdbc.sql("""
                        WITH inserted AS (
                          INSERT INTO products (name, price, category_id, created_at, updated_at)
                          SELECT 'Lamp ' || n, 10.50, 1, now(), now() FROM generate_series(1, :count) n RETURNING id)
                        SELECT min(id) FROM inserted""").param("count", count).query(Long.class).single();
    }

    long logged() {
        return jdbc.sql("SELECT count(*) FROM catalog_changes")
                .query(Long.class)
                .single();
    }
}
