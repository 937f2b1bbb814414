package dev.catalog.consistency;

import dev.catalog.relay.GlobalId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the log of changes says that a caller is to be told, in a way of its own. */
record LoggedChanges(List<Row> rows) {

    /** A row of the log; a flag is null where the row of the catalog was or is not there. */
    record Row(
            String table,
            String kind,
            long id,
            @Nullable Boolean before,
            @Nullable Boolean after) {

        private @Nullable String operation(boolean seesAll) {
            boolean from = before != null && (seesAll || before);
            boolean to = after != null && (seesAll || after);
            return from ? (to ? "UPDATED" : "DELETED") : to ? "CREATED" : null;
        }
    }

    /** The id of the log's last row so far. */
    static long last(JdbcClient jdbc) {
        return jdbc.sql("SELECT coalesce(max(id), 0) FROM catalog_changes")
                .query(Long.class)
                .single();
    }

    static LoggedChanges since(JdbcClient jdbc, long id) {
        return new LoggedChanges(jdbc.sql("""
                        SELECT table_name, kind, coalesce(row_id, 0) AS row_id,
                               CASE WHEN before IS NOT NULL THEN coalesce((before ->> 'active')::boolean, false) END AS before,
                               CASE WHEN after IS NOT NULL THEN coalesce((after ->> 'active')::boolean, false) END AS after
                          FROM catalog_changes WHERE id > :id ORDER BY id""")
                .param("id", id)
                .query((row, _) -> new Row(
                        row.getString("table_name"),
                        row.getString("kind"),
                        row.getLong("row_id"),
                        (Boolean) row.getObject("before"),
                        (Boolean) row.getObject("after")))
                .list());
    }

    /** What happened to each row of the catalog as the caller sees it, by global id and in the order it happened. */
    Map<String, List<String>> operations(boolean seesAll) {
        Map<String, List<String>> operations = new LinkedHashMap<>();
        for (Row row : rows) {
            String operation = row.kind().equals("MANY") ? null : row.operation(seesAll);
            if (operation != null) {
                operations
                        .computeIfAbsent(globalId(row.table(), row.id()), _ -> new ArrayList<>())
                        .add(operation);
            }
        }
        return operations;
    }

    /** How often more changed than is told one by one. */
    long coarse() {
        return rows.stream().filter(row -> row.kind().equals("MANY")).count();
    }

    static String globalId(String table, long id) {
        return new GlobalId(table.equals("products") ? "Product" : "Category", id).toString();
    }
}
