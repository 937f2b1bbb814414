package dev.catalog.migration;

import dev.catalog.support.TestServers;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** A database of a test's own, and what there is to see in it. */
final class TestDatabase {

    private static final AtomicInteger ROLES = new AtomicInteger();

    private static final String OURS = "(relname LIKE 'catalog%')";

    private final String url;
    private final JdbcClient jdbc;

    private TestDatabase(String url) {
        this.url = url;
        this.jdbc = JdbcClient.create(new DriverManagerDataSource(url));
    }

    static TestDatabase empty() {
        return new TestDatabase(TestServers.newDatabase());
    }

    /** The Rails application's tables, without a row. */
    static TestDatabase ofRails() {
        TestDatabase database = empty();
        database.run("rails/schema.sql");
        return database;
    }

    /** The Rails application's tables, with rows of all kinds. */
    static TestDatabase ofRailsWithRows() {
        TestDatabase database = ofRails();
        database.run("rails/rows.sql");
        return database;
    }

    String name() {
        return url.replaceAll(".*/(\\w+)\\?.*", "$1");
    }

    String url() {
        return url;
    }

    JdbcClient jdbc() {
        return jdbc;
    }

    DataSource dataSource() {
        return new DriverManagerDataSource(url);
    }

    /** Makes a role that can log in and has no right but those that are granted to all, and returns its name. */
    String newRole() {
        String role = "role_" + ROLES.incrementAndGet();
        jdbc.sql("DROP ROLE IF EXISTS " + role).update();
        jdbc.sql("CREATE ROLE " + role + " LOGIN").update();
        return role;
    }

    String urlOf(String role) {
        return url.replaceAll("user=\\w+", "user=" + role);
    }

    private void run(String script) {
        new ResourceDatabasePopulator(new ClassPathResource(script)).execute(dataSource());
    }

    /** Every column, constraint, index, sequence, trigger and owner of the tables that are not the gateway's own. */
    List<String> objects() {
        return jdbc.sql("""
                        SELECT concat_ws('|', 'table', c.oid, c.relname, c.relkind, c.relowner, c.relacl, c.reloptions)
                          FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND NOT %1$s
                        UNION ALL
                        SELECT concat_ws('|', 'column', c.relname, a.attnum, a.attname, format_type(a.atttypid, a.atttypmod),
                               a.attnotnull, pg_get_expr(d.adbin, d.adrelid), a.attcollation, a.attstattarget)
                          FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
                          LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
                          WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND NOT %1$s
                        UNION ALL
                        SELECT concat_ws('|', 'constraint', o.oid, c.relname, o.conname, pg_get_constraintdef(o.oid), o.convalidated)
                          FROM pg_constraint o JOIN pg_class c ON c.oid = o.conrelid
                          WHERE c.relnamespace = 'public'::regnamespace AND NOT %1$s
                        UNION ALL
                        SELECT concat_ws('|', 'index', indexname, indexdef)
                          FROM pg_indexes WHERE schemaname = 'public' AND indexname NOT LIKE 'catalog%%'
                        UNION ALL
                        SELECT concat_ws('|', 'trigger', c.relname, pg_get_triggerdef(t.oid))
                          FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
                          WHERE c.relnamespace = 'public'::regnamespace AND NOT t.tgisinternal AND t.tgname NOT LIKE 'catalog%%'
                        ORDER BY 1""".formatted(OURS)).query(String.class).list();
    }

    /** {@link #objects()} without what differs from one database to the next. */
    List<String> shape() {
        return objects().stream()
                .map(object -> object.replaceFirst("^(table|constraint)\\|\\d+", "$1"))
                .sorted()
                .toList();
    }

    /** The gateway's own tables and indexes, by what makes them differ when they are made anew. */
    List<String> ownObjects() {
        return jdbc.sql("SELECT concat_ws('|', oid, relname, relfilenode) FROM pg_class WHERE " + OURS
                        + " ORDER BY relname")
                .query(String.class)
                .list();
    }

    /** A digest of all rows and of where they lie, for each table of the application. */
    List<String> rows() {
        return List.of("categories", "products", "cache_warming_jobs", "schema_migrations", "ar_internal_metadata")
                .stream()
                .map(table -> jdbc.sql(
                                "SELECT '%1$s ' || coalesce(md5(string_agg(t.ctid || t.xmin::text || t::text, ',' ORDER BY t.ctid)), '') FROM %1$s t"
                                        .formatted(table))
                        .query(String.class)
                        .single())
                .toList();
    }

    /** The triggers of the change feed, each with its table. */
    List<String> triggers() {
        return jdbc.sql(
                        "SELECT tgrelid::regclass || '.' || tgname FROM pg_trigger WHERE tgname LIKE 'catalog%' ORDER BY 1")
                .query(String.class)
                .list();
    }

    static List<String> allTriggers() {
        return TriggerDefinition.all().stream()
                .map(trigger -> trigger.table() + "." + trigger.name())
                .sorted()
                .toList();
    }

    /** The indexes that the gateway made on the application's tables and that are whole. */
    List<String> validIndexes() {
        return indexes(true);
    }

    List<String> invalidIndexes() {
        return indexes(false);
    }

    private List<String> indexes(boolean valid) {
        return jdbc.sql("SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid"
                        + " WHERE i.indisvalid = :valid AND c.relname LIKE 'catalog%' AND i.indrelid::regclass::text NOT LIKE 'catalog%'"
                        + " ORDER BY 1")
                .param("valid", valid)
                .query(String.class)
                .list();
    }

    static List<String> allIndexes() {
        return IndexDefinition.all().stream()
                .map(IndexDefinition::name)
                .sorted()
                .toList();
    }
}
