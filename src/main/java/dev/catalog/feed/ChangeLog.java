package dev.catalog.feed;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The log of changes, as one snapshot shows it. */
final class ChangeLog {

    /** Most changes that are told one by one. */
    static final int MOST_CHANGES = 10_000;

    private static final int TRIGGERS = 8;

    // Each part is a walk along the index: what began after the last snapshot, and what was in progress in it. Rows of
    // a copied database may bear transactions that this server has not begun.
    private static final String NEW = """
            WITH new AS (
              (SELECT * FROM catalog_changes
                WHERE transaction_id >= CAST(:end AS xid8) AND transaction_id < CAST(:now AS xid8)
                ORDER BY transaction_id LIMIT :most)
              UNION ALL
              (SELECT * FROM catalog_changes WHERE transaction_id = ANY (CAST(:inProgress AS xid8[]))
                ORDER BY transaction_id LIMIT :most)
            )
            SELECT %s FROM new WHERE NOT pg_visible_in_snapshot(transaction_id, CAST(:last AS pg_snapshot)) %s LIMIT :most""";

    private static final String COLUMNS = """
            id, transaction_id, table_name, kind, coalesce(row_id, 0) AS row_id, before, after, columns,
              extract(epoch FROM clock_timestamp() - recorded_at) AS age""";

    private static final String EACH = NEW.formatted(COLUMNS, "ORDER BY id");

    // Along the ids but for the first page, which need not look through what is older than all of it.
    private static final String PAGE = """
            SELECT %s FROM catalog_changes
             WHERE id > :after AND transaction_id >= CAST(:start AS xid8) AND transaction_id < CAST(:end AS xid8)
               AND NOT pg_visible_in_snapshot(transaction_id, CAST(:told AS pg_snapshot))
               AND pg_visible_in_snapshot(transaction_id, CAST(:until AS pg_snapshot))
             ORDER BY id LIMIT :most""".formatted(COLUMNS);

    private static final String FOLDED = NEW.replace("LIMIT :most)", ")")
            .formatted(
                    "max(id) AS id, transaction_id, table_name, 'MANY' AS kind, 0 AS row_id, NULL AS before, NULL AS after,"
                            + " NULL::text[] AS columns, extract(epoch FROM clock_timestamp() - max(recorded_at)) AS age",
                    "GROUP BY transaction_id, table_name ORDER BY max(id)");

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final TypeReference<Map<String, @Nullable Object>> VALUES = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final String state;

    private ChangeLog(JdbcClient jdbc, String state) {
        this.jdbc = jdbc;
        this.state = state;
    }

    static ChangeLog of(LogSession session) throws SQLException {
        JdbcClient jdbc = session.jdbc();
        boolean mayIdentify =
                session.read(() -> jdbc.sql("SELECT has_function_privilege('pg_control_system()', 'EXECUTE')")
                        .query(Boolean.class)
                        .single());
        return new ChangeLog(
                jdbc, stateSql(mayIdentify ? "(SELECT system_identifier FROM pg_control_system())" : "'unknown'"));
    }

    // A trigger that is made anew gets another oid, and one that was disabled and enabled another xmin: changes made
    // meanwhile are not in the log, and nothing from before can be trusted. A server that crashed, be it one process of
    // it, may give numbers of transactions that left nothing behind to new ones, which positions from before would pass
    // over. It drops its statistics too, which those that are shut down and started keep.
    private static String stateSql(String system) {
        return """
            SELECT quote_ident(current_user) AS role,
                       pg_is_in_recovery() AS standby,
                   log IS NOT NULL AS there,
                   coalesce(has_table_privilege(log, 'SELECT') AND has_table_privilege(horizons, 'SELECT'), false) AS readable,
                   coalesce(has_table_privilege(log, 'DELETE') AND has_table_privilege(horizons, 'INSERT')
                     AND has_table_privilege(horizons, 'UPDATE') AND has_table_privilege(horizons, 'DELETE'), false) AS prunable,
                   enabled = :triggers AS recorded,
                   pg_current_snapshot()::text AS snapshot,
                   concat_ws('/', %s, CASE WHEN NOT pg_is_in_recovery() THEN left(pg_walfile_name(pg_current_wal_lsn()), 8) END,
                             extract(epoch FROM coalesce(a.stats_reset, pg_postmaster_start_time())), d.oid, log, triggers) AS history
              FROM pg_database d, pg_stat_archiver a,
                   (SELECT to_regclass('catalog_changes')::oid, to_regclass('catalog_change_horizons')::oid) AS t(log, horizons),
                   (SELECT count(*) FILTER (WHERE tgenabled IN ('O', 'A')), string_agg(oid || '.' || xmin, ' ' ORDER BY oid)
                      FROM pg_trigger
                     WHERE tgrelid IN (to_regclass('categories'), to_regclass('products')) AND NOT tgisinternal
                       AND tgname IN ('catalog_changes_insert', 'catalog_changes_update', 'catalog_changes_delete',
                                      'catalog_changes_truncate')) AS g(enabled, triggers)
             WHERE d.datname = current_database()""".formatted(system);
    }

    LogState state() {
        return jdbc.sql(state)
                .param("triggers", TRIGGERS)
                .query((row, _) -> new LogState(
                        Position.of(History.name(row.getString("history")), row.getString("snapshot")),
                        row.getString("role"),
                        row.getBoolean("standby"),
                        row.getBoolean("there"),
                        row.getBoolean("readable"),
                        row.getBoolean("prunable"),
                        row.getBoolean("recorded")))
                .single();
    }

    /** Up to where the log of this history is pruned: it is whole from there on. Empty where it was never begun. */
    Optional<Position> horizon(String history) {
        return jdbc.sql("SELECT snapshot::text FROM catalog_change_horizons WHERE history = :history AND pruned"
                        + " ORDER BY taken_at DESC LIMIT 1")
                .param("history", history)
                .query(String.class)
                .optional()
                .map(snapshot -> Position.of(history, snapshot));
    }

    /** Whether the log has all that came after a position. */
    boolean isWholeSince(Position position) {
        return horizon(position.database()).filter(position::contains).isPresent();
    }

    /** What lies between a position and this snapshot, in the order recorded. */
    NewChanges changes(Position last, Position now) {
        List<RecordedChange> each = query(EACH, last, now);
        if (each.size() <= MOST_CHANGES) {
            return new NewChanges.Each(each);
        }
        List<RecordedChange> folded = query(FOLDED, last, now);
        return folded.size() <= MOST_CHANGES ? new NewChanges.Folded(folded) : new NewChanges.TooMany();
    }

    /** What follows a place up to a position, in the order recorded, and no more than so many. */
    List<RecordedChange> page(ChangePlace place, Position until, int most) {
        return jdbc.sql(PAGE)
                .param("after", place.change())
                .param("start", Long.toString(place.told().start()))
                .param("end", Long.toString(until.end()))
                .param("told", place.told().snapshot())
                .param("until", until.snapshot())
                .param("most", most)
                .query((row, _) -> change(row))
                .list();
    }

    private List<RecordedChange> query(String sql, Position last, Position now) {
        return jdbc.sql(sql)
                .param("end", Long.toString(last.end()))
                .param("now", Long.toString(now.end()))
                .param(
                        "inProgress",
                        last.inProgress().stream().map(Object::toString).toArray(String[]::new))
                .param("last", last.snapshot())
                .param("most", MOST_CHANGES + 1)
                .query((row, _) -> change(row))
                .list();
    }

    private static RecordedChange change(ResultSet row) throws SQLException {
        return new RecordedChange(
                row.getLong("id"),
                new CatalogChange(
                        Long.parseLong(row.getString("transaction_id")),
                        CatalogTable.valueOf(row.getString("table_name").toUpperCase(Locale.ROOT)),
                        ChangeKind.valueOf(row.getString("kind")),
                        row.getLong("row_id"),
                        values(row.getString("before")),
                        values(row.getString("after")),
                        columns(row)),
                row.getDouble("age"));
    }

    private static RowValues values(@Nullable String json) {
        if (json == null) {
            return RowValues.NONE;
        }
        Map<String, @Nullable Object> values = JSON.readValue(json, VALUES);
        values.values().removeIf(value -> value == null);
        return new RowValues(values);
    }

    private static Set<String> columns(ResultSet row) throws SQLException {
        return row.getArray("columns") == null
                ? Set.of()
                : Set.copyOf(Arrays.asList((String[]) row.getArray("columns").getArray()));
    }
}
