package dev.catalog.transfer;

import java.util.List;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The gateway's own indexes of the products, which only make reading quicker. Building them after the rows takes half the time of
 * maintaining them row by row, but readers of the products wait meanwhile.
 */
final class SecondaryIndexes {

    private static final String REBUILDABLE = """
            SELECT c.oid::regclass AS name, pg_get_indexdef(c.oid) AS definition
              FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid
             WHERE t.oid = 'products'::regclass AND pg_has_role(t.relowner, 'USAGE')
               AND c.relname LIKE 'catalog\\_%' AND c.reltablespace = 0 AND NOT i.indisunique
             ORDER BY c.relname
            """;

    private static final String ALONE = """
            SELECT starts_with(current_setting('application_name'), '%s') AND NOT EXISTS (
                   SELECT FROM pg_stat_activity a JOIN pg_database d ON d.oid = a.datid
                    WHERE d.datname = current_database()
                      AND a.application_name IS DISTINCT FROM current_setting('application_name')
                      AND a.backend_type IS DISTINCT FROM 'autovacuum worker')
            """.formatted(ImportRun.SESSION_NAME);

    private final JdbcTemplate jdbc;

    SecondaryIndexes(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Returns whether no session but the import's own is connected to the database. */
    boolean areUnused() {
        return Boolean.TRUE.equals(jdbc.queryForObject(ALONE, Boolean.class));
    }

    /** Drops the indexes that this role can build again; none, where it does not own the table. */
    List<Index> drop() {
        List<Index> indexes =
                jdbc.query(REBUILDABLE, (row, _) -> new Index(row.getString("name"), row.getString("definition")));
        try {
            indexes.forEach(index -> jdbc.execute("DROP INDEX " + index.name()));
        } catch (PessimisticLockingFailureException e) {
            throw new ImportException("Another session is reading the products; import them when that is done", e);
        }
        return indexes;
    }

    void build(Index index) {
        jdbc.execute(index.definition());
    }

    /** An index, and the statement that makes it. */
    record Index(String name, String definition) {}
}
