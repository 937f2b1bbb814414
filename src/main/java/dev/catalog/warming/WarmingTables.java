package dev.catalog.warming;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whether the database gives the gateway what jobs need: tables of its own, and rights on them and on the jobs' table. */
@Component
class WarmingTables {

    private static final Logger log = LoggerFactory.getLogger(WarmingTables.class);

    private static final List<String> TABLES =
            List.of("cache_warming_jobs", "catalog_warming_runs", "catalog_warming_parts", "catalog_warming_tasks");

    private final JdbcClient jdbc;

    WarmingTables(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether jobs can be run; looked up anew each time, and what is missing is logged. */
    boolean areUsable() {
        List<String> lacking = lacking();
        if (!lacking.isEmpty()) {
            log.warn(
                    "No warming job can be run, since the gateway's role may not select, insert, update and delete in {}."
                            + " To mend it, let the gateway create its tables, or: GRANT SELECT, INSERT, UPDATE, DELETE"
                            + " ON {} TO <the role>;",
                    String.join(", ", lacking),
                    String.join(", ", lacking));
        }
        return lacking.isEmpty();
    }

    /** Whether the progress of jobs can be read. */
    boolean keepProgress() {
        return jdbc.sql("SELECT coalesce(has_table_privilege(to_regclass('catalog_warming_runs'), 'SELECT'), false)")
                .query(Boolean.class)
                .single();
    }

    private List<String> lacking() {
        return jdbc.sql("""
                        SELECT t.name FROM unnest(:tables) AS t(name)
                         WHERE (SELECT coalesce(bool_and(coalesce(has_table_privilege(to_regclass(t.name), r.name), false)), false)
                                  FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) AS r(name)) IS FALSE
                         ORDER BY t.name""")
                .param("tables", TABLES.toArray(String[]::new))
                .query(String.class)
                .list();
    }
}
