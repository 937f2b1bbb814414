package dev.catalog.transfer;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Copies the categories, and keeps the ids they get: the one part of an import that grows in memory. */
final class CategoryRows {

    private static final String TARGET =
            "categories (id, slug, name, parent_id, position, active, created_at, updated_at)";
    private static final int BATCH = 1000;

    private final Connection connection;
    private final CatalogTables tables;
    private final LocalDateTime now;
    private final Map<String, Long> ids = new HashMap<>();
    private final List<CategoryLine> batch = new ArrayList<>(BATCH);

    CategoryRows(Connection connection, CatalogTables tables, Clock clock) {
        this.connection = connection;
        this.tables = tables;
        this.now = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    void add(Line line) throws SQLException {
        batch.add(CategoryLine.parse(line));
        if (batch.size() == BATCH) {
            flush();
        }
    }

    /** Writes what was added. */
    void flush() throws SQLException {
        List<Long> newIds = tables.newCategoryIds(batch.size());
        try (CopyStream rows = new CopyStream(connection, TARGET)) {
            for (int i = 0; i < batch.size(); i++) {
                add(rows, newIds.get(i), batch.get(i));
            }
            rows.end();
        }
        batch.clear();
    }

    /** Returns the id of the category with this slug, null where none was added. */
    @Nullable
    Long id(String slug) {
        return ids.get(slug);
    }

    private void add(CopyStream rows, Long id, CategoryLine category) throws SQLException {
        Long parent = parentId(category);
        if (ids.putIfAbsent(category.slug(), id) != null) {
            throw category.slugTaken();
        }
        rows.add(
                category.line(),
                id,
                category.slug(),
                category.name(),
                parent,
                category.position(),
                category.active(),
                now,
                now);
    }

    private @Nullable Long parentId(CategoryLine category) {
        String parent = category.parentSlug();
        if (parent == null) {
            return null;
        }
        Long id = ids.get(parent);
        if (id == null) {
            throw category.parentUnknown();
        }
        return id;
    }
}
