package dev.catalog.support;

import dev.catalog.feed.CatalogChange;
import dev.catalog.feed.CatalogTable;
import dev.catalog.feed.ChangeBatch;
import dev.catalog.feed.ChangeKind;
import dev.catalog.feed.Position;
import dev.catalog.feed.RowValues;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The changes that a write makes, found by comparing the tables before and after it: what the feed has to tell. */
public final class RowChanges {

    /** The number of the transaction that is said to have made them. */
    public static final long TRANSACTION = 7;

    private static final Map<CatalogTable, Set<String>> DECIDING = Map.of(
            CatalogTable.PRODUCTS, Set.of("category_id", "name", "price", "active", "featured"),
            CatalogTable.CATEGORIES, Set.of("slug", "parent_id", "position", "name", "active"));

    private RowChanges() {}

    /** Runs the write and returns its changes. */
    public static ChangeBatch of(JdbcClient jdbc, Runnable write) {
        Map<CatalogTable, Map<Long, Map<String, Object>>> before = new HashMap<>();
        for (CatalogTable table : CatalogTable.values()) {
            before.put(table, rows(jdbc, table));
        }
        write.run();
        List<CatalogChange> changes = new ArrayList<>();
        before.forEach((table, rows) -> changes.addAll(changes(table, rows, rows(jdbc, table))));
        return new ChangeBatch(Position.of("rows", "8:8:"), changes, false);
    }

    private static Map<Long, Map<String, Object>> rows(JdbcClient jdbc, CatalogTable table) {
        return jdbc.sql("SELECT * FROM " + table.name().toLowerCase(Locale.ROOT)).query().listOfRows().stream()
                .collect(Collectors.toMap(row -> (Long) row.get("id"), row -> row));
    }

    private static List<CatalogChange> changes(
            CatalogTable table, Map<Long, Map<String, Object>> before, Map<Long, Map<String, Object>> after) {
        Set<Long> ids = new TreeSet<>(before.keySet());
        ids.addAll(after.keySet());
        return ids.stream()
                .filter(id -> !Objects.equals(before.get(id), after.get(id)))
                .map(id -> change(table, id, before.getOrDefault(id, Map.of()), after.getOrDefault(id, Map.of())))
                .toList();
    }

    private static CatalogChange change(
            CatalogTable table, long id, Map<String, Object> before, Map<String, Object> after) {
        ChangeKind kind = ChangeKind.UPDATED;
        if (before.isEmpty()) {
            kind = ChangeKind.INSERTED;
        } else if (after.isEmpty()) {
            kind = ChangeKind.DELETED;
        }
        Set<String> columns = kind == ChangeKind.UPDATED
                ? after.keySet().stream()
                        .filter(column -> !Objects.equals(before.get(column), after.get(column)))
                        .collect(Collectors.toSet())
                : Set.of();
        return new CatalogChange(TRANSACTION, table, kind, id, values(table, before), values(table, after), columns);
    }

    private static RowValues values(CatalogTable table, Map<String, Object> row) {
        Map<String, Object> values = new HashMap<>(row);
        values.keySet().retainAll(DECIDING.getOrDefault(table, Set.of()));
        values.values().removeIf(Objects::isNull);
        return new RowValues(values);
    }
}
