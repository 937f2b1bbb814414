package dev.catalog.relay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One SQL statement that reads the same page of every parent's list by keyset, never by offset.
 * <p>Per parent it yields the page and one row more, which tells whether the list goes on. Where the page is bounded by a
 * cursor, the nearest row on its other side comes along too. Each row bears its {@code owner} (the parent's id) and its
 * {@code side}: 0 within the page's range, -1 before it, 1 behind it.
 */
public final class KeysetQuery<T> {

    /**
     * A row of the statement's result.
     *
     * @param owner the id of the parent that the row was found for, 0 in a list without parents
     */
    public record Found<T>(T node, double score, long owner, int side) {}

    private final String columns;
    private final String from;
    private final SqlConditions conditions;
    private final PageRequest<T> page;
    private final Map<String, Object> parameters = new HashMap<>();

    /**
     * @param columns what to select, {@code score} included
     * @param from the table and its alias
     * @param conditions what rows must fulfil; they may name {@code parent.id}
     */
    public KeysetQuery(String columns, String from, SqlConditions conditions, PageRequest<T> page) {
        this.columns = columns;
        this.from = from;
        this.conditions = conditions;
        this.page = page;
        parameters.putAll(conditions.parameters());
        name("after", page.positionAfter());
        name("before", page.positionBefore());
    }

    private void name(String cursor, @Nullable List<Object> position) {
        for (int i = 0; position != null && i < position.size(); i++) {
            parameters.put(cursor + i, position.get(i));
        }
    }

    /** The statement for a list that has no parent. */
    public String sql() {
        return sqlFor("(select cast(0 as bigint)) as parent(id)");
    }

    /**
     * The statement for the lists of all parents.
     *
     * @param rows the rows {@code parent}, each with an {@code id}
     */
    public String sqlFor(String rows) {
        List<String> parts = new ArrayList<>();
        // PostgreSQL takes a limit that is a parameter for a tenth of the rows, and plans anew each time to know
        // better.
        parts.add(part(0, within(), page.backwards()) + " limit " + (page.size() + 1));
        if (page.after() != null) {
            parts.add(part(-1, beyond("after", false), true) + " limit 1");
        }
        if (page.before() != null) {
            parts.add(part(1, beyond("before", true), false) + " limit 1");
        }
        return "select parent.id as owner, page.* from " + rows + " cross join lateral ("
                + parts.stream().map(part -> "(" + part + ")").collect(Collectors.joining(" union all "))
                + ") page order by owner, " + orderByColumns();
    }

    /** The values of the statement's named parameters, but for those of its parents. */
    public Map<String, Object> parameters() {
        return Map.copyOf(parameters);
    }

    private String within() {
        String after =
                page.after() == null ? "" : compared("after", page.ordering().comparison(true));
        String before =
                page.before() == null ? "" : compared("before", page.ordering().comparison(false));
        return after + before;
    }

    /** The rows at the cursor and beyond. Spelled out, as an index can't be used for a comparison that is negated. */
    private String beyond(String cursor, boolean behind) {
        return compared(cursor, page.ordering().comparison(behind) + "=");
    }

    private String compared(String cursor, String comparison) {
        String values = IntStream.range(0, page.ordering().keys().size())
                .mapToObj(i -> ":" + cursor + i)
                .collect(Collectors.joining(", ", "(", ")"));
        return " and " + page.ordering().rowValue() + " " + comparison + " " + values;
    }

    private String part(int side, String range, boolean reversed) {
        StringBuilder sql = new StringBuilder("select " + columns + ", " + side + " as side");
        List<SortKey<T>> keys = page.ordering().keys();
        for (int i = 0; i < keys.size(); i++) {
            sql.append(", ").append(keys.get(i).sql()).append(" as key").append(i);
        }
        return sql + " from " + from + " where " + conditions + range + " order by "
                + page.ordering().orderBy(reversed);
    }

    private String orderByColumns() {
        String direction = page.ordering().descending() ? " desc" : " asc";
        return IntStream.range(0, page.ordering().keys().size())
                .mapToObj(i -> "key" + i + direction)
                .collect(Collectors.joining(", "));
    }

    /** The page of one parent, out of its rows in the statement's order. */
    public Page<T> pageOf(List<Found<T>> rows) {
        boolean before = rows.stream().anyMatch(row -> row.side() < 0);
        boolean behind = rows.stream().anyMatch(row -> row.side() > 0);
        List<Found<T>> range = rows.stream().filter(row -> row.side() == 0).toList();
        boolean more = range.size() > page.size();
        if (more) {
            range = page.backwards() ? range.subList(1, range.size()) : range.subList(0, page.size());
        }
        boolean scored = range.stream().anyMatch(row -> row.score() != 0);
        return new Page<>(
                range.stream().map(Found::node).toList(),
                scored ? range.stream().map(Found::score).toList() : List.of(),
                before || (more && page.backwards()),
                behind || (more && !page.backwards()));
    }
}
