package dev.catalog.category;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The ways from categories up the tree, as it is after a batch of changes.
 * <p>Lists of all below a category are touched by these ways alone, whatever trees lay in between: where a category was below
 * another and is not any more, the link that broke nearest to the upper one is below that one still, and its breaking touches
 * it; a link that was made likewise. So a list that nothing touched has had the same categories below it all the time, and
 * products that came or went are judged right by the tree as it is.
 */
public final class CategoryPaths {

    /** A category met again is dropped, so a cycle of parents ends. */
    private static final String UPWARDS = """
            WITH RECURSIVE upwards (id, parent_id, slug) AS (
                SELECT c.id, c.parent_id, c.slug FROM categories c WHERE c.id = ANY (:ids)
              UNION
                SELECT c.id, c.parent_id, c.slug FROM upwards JOIN categories c ON c.id = upwards.parent_id)
            SELECT id, parent_id, slug FROM upwards
            """;

    /**
     * A category on the way.
     *
     * @param slug null where there is no such category, which is the end of the way
     */
    public record Step(long id, @Nullable String slug) {}

    private record Row(long id, @Nullable Long parentId, String slug) {}

    private final Map<Long, Row> rows = new HashMap<>();
    private final Map<Long, List<Step>> ways = new HashMap<>();

    private CategoryPaths(Collection<Row> found) {
        found.forEach(row -> rows.put(row.id(), row));
    }

    /** Reads the ways from these categories in one statement, or in none where there are none. */
    public static CategoryPaths read(Collection<Long> ids, JdbcClient database) {
        if (ids.isEmpty()) {
            return new CategoryPaths(List.of());
        }
        return new CategoryPaths(database.sql(UPWARDS)
                .param("ids", ids.toArray(Long[]::new))
                .query(Row.class)
                .list());
    }

    /** The category itself, one of those asked for, and all above it, the nearest first and each once. */
    public List<Step> upFrom(long id) {
        return ways.computeIfAbsent(id, this::way);
    }

    private List<Step> way(long start) {
        Set<Long> met = new LinkedHashSet<>();
        List<Step> way = new ArrayList<>();
        Long id = start;
        while (id != null && met.add(id)) {
            Row row = rows.get(id);
            way.add(new Step(id, row == null ? null : row.slug()));
            id = row == null ? null : row.parentId();
        }
        return List.copyOf(way);
    }
}
