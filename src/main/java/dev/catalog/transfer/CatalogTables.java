package dev.catalog.transfer;

import java.util.List;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.JdbcTemplate;

/** The tables of the catalog, as a whole. All but {@link #vacuum()} belongs in a transaction. */
final class CatalogTables {

    private static final String FOREIGN_KEYS = """
            SELECT c.conname AS name, c.conrelid::regclass AS referring, c.confrelid::regclass AS referred,
                   (SELECT string_agg(quote_ident(a.attname) || ' IS NOT NULL', ' AND ')
                      FROM pg_attribute a WHERE a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey)) AS used
              FROM pg_constraint c
             WHERE c.contype = 'f' AND c.conparentid = 0
               AND c.confrelid IN ('products'::regclass, 'categories'::regclass)
               AND c.conrelid NOT IN ('products'::regclass, 'categories'::regclass)
            """;

    private final JdbcTemplate jdbc;

    CatalogTables(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Gives this transaction the time and the memory that a bulk load wants, and a bound on waiting for locks. */
    void tune() {
        jdbc.execute("""
                SET LOCAL statement_timeout = 0;
                SET LOCAL lock_timeout = '10s';
                SET LOCAL work_mem = '128MB';
                SET LOCAL maintenance_work_mem = '256MB';
                SET LOCAL gin_pending_list_limit = '128MB'
                """);
    }

    boolean areEmpty() {
        return query("SELECT NOT EXISTS (SELECT FROM categories) AND NOT EXISTS (SELECT FROM products)");
    }

    /** Keeps everyone else from writing, and nobody from reading, until the transaction ends. */
    void lock() {
        try {
            jdbc.execute("LOCK TABLE categories, products IN SHARE ROW EXCLUSIVE MODE");
        } catch (PessimisticLockingFailureException e) {
            throw new ImportException("Another session is writing to the catalog; import it when that is done", e);
        }
    }

    /** Deletes every row; refuses to where that would touch, or fail for, a row of a table that is not ours. */
    void clear() {
        for (ForeignKey key : foreignKeys()) {
            if (query("SELECT EXISTS (SELECT FROM %s WHERE %s)".formatted(key.referring(), key.used()))) {
                throw new ImportException("The catalog cannot be replaced: rows of the table %s refer to %s (%s)"
                        .formatted(key.referring(), key.referred(), key.name()));
            }
        }
        jdbc.execute("DELETE FROM products; DELETE FROM categories");
    }

    List<Long> newCategoryIds(int count) {
        return jdbc.queryForList(
                "SELECT nextval(pg_get_serial_sequence('categories', 'id')) FROM generate_series(1, ?)",
                Long.class,
                count);
    }

    /** Frees the space of deleted rows, and tells the planner and the indexes of the new ones. Never in a transaction. */
    void vacuum() {
        jdbc.execute("VACUUM (ANALYZE) categories, products");
    }

    private boolean query(String sql) {
        return Boolean.TRUE.equals(jdbc.queryForObject(sql, Boolean.class));
    }

    private List<ForeignKey> foreignKeys() {
        return jdbc.query(
                FOREIGN_KEYS,
                (row, _) -> new ForeignKey(
                        row.getString("name"),
                        row.getString("referring"),
                        row.getString("referred"),
                        row.getString("used")));
    }

    /** A foreign key of another table, with the condition under which its row refers to something. */
    private record ForeignKey(String name, String referring, String referred, String used) {}
}
