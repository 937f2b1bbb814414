package dev.catalog.relay;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A list in memory, whose pages are worked out by looking at every row. */
final class KeysetModel {

    private final Comparator<KeysetRow> order;
    private final List<KeysetRow> rows = new ArrayList<>();

    KeysetModel(Comparator<KeysetRow> order) {
        this.order = order;
    }

    List<KeysetRow> rows() {
        return List.copyOf(rows);
    }

    Map<Long, KeysetRow> rowsById() {
        return rows.stream().collect(toMap(KeysetRow::id, identity()));
    }

    void add(KeysetRow row) {
        rows.add(row);
        rows.sort(order);
    }

    void remove(KeysetRow row) {
        rows.remove(row);
    }

    /**
     * The page between two rows, whether or not they are still there.
     *
     * @param backwards whether it is the last rows of the range, not the first
     */
    KeysetPage page(@Nullable KeysetRow after, @Nullable KeysetRow before, int size, boolean backwards) {
        List<KeysetRow> upToAfter = rows.stream()
                .filter(row -> after != null && !isBehind(row, after))
                .toList();
        List<KeysetRow> fromBefore = rows.stream()
                .filter(row -> before != null && !isBehind(before, row))
                .toList();
        List<KeysetRow> range = rows.stream()
                .filter(row -> after == null || isBehind(row, after))
                .filter(row -> before == null || isBehind(before, row))
                .toList();
        int surplus = Math.max(0, range.size() - size);
        List<KeysetRow> page =
                backwards ? range.subList(surplus, range.size()) : range.subList(0, range.size() - surplus);
        return new KeysetPage(
                page.stream().map(KeysetRow::id).toList(),
                !upToAfter.isEmpty() || (backwards && surplus > 0),
                !fromBefore.isEmpty() || (!backwards && surplus > 0));
    }

    private boolean isBehind(KeysetRow row, KeysetRow other) {
        return order.compare(row, other) > 0;
    }
}
