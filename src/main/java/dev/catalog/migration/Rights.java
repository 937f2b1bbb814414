package dev.catalog.migration;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the gateway's role may do in the database. Names are quoted where SQL wants it.
 *
 * @param role the role
 * @param schema the schema in which new objects land
 * @param mayCreate whether it may create objects there
 * @param readOnly whether its transactions only read, as on a replica
 */
record Rights(String role, String schema, boolean mayCreate, boolean readOnly) {

    private static final String SQL = """
            SELECT quote_ident(current_user) AS role,
                   coalesce(quote_ident(current_schema()), 'public') AS schema,
                   coalesce(has_schema_privilege(current_schema(), 'CREATE'), false) AS may_create,
                   current_setting('transaction_read_only') = 'on' AS read_only""";

    static Rights of(JdbcClient jdbc) {
        return jdbc.sql(SQL)
                .query((row, number) -> new Rights(
                        row.getString("role"),
                        row.getString("schema"),
                        row.getBoolean("may_create"),
                        row.getBoolean("read_only")))
                .single();
    }

    /** Whether it may change the schema at all. */
    boolean mayChange() {
        return mayCreate && !readOnly;
    }

    /** Why it may not, and what that costs. */
    Lack obstacle(String cost) {
        return readOnly
                ? new Lack(
                        "The database lets the role %s only read".formatted(role),
                        cost,
                        "ALTER ROLE %s SET default_transaction_read_only = off; -- unless this is a replica"
                                .formatted(role))
                : new Lack(
                        "The role %s may not create anything in the schema %s".formatted(role, schema),
                        cost,
                        "GRANT CREATE ON SCHEMA %s TO %s;".formatted(schema, role));
    }

    /** Those of the tables that belong to a role whose rights it has not; the owner alone may index them. */
    static List<String> unowned(JdbcClient jdbc, List<String> tables) {
        return jdbc.sql("""
                        SELECT t.name FROM unnest(:tables) AS t(name)
                        JOIN pg_class c ON c.oid = to_regclass(t.name)
                        WHERE NOT pg_has_role(c.relowner, 'USAGE') ORDER BY t.name""")
                .param("tables", tables.toArray(String[]::new))
                .query(String.class)
                .list();
    }
}
