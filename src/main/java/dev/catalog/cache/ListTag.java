package dev.catalog.cache;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * Something that happens to a list of rows: one enters it, one leaves it, or one in it changes in a column. It is the value of
 * a {@link CacheTag}.
 *
 * @param list which list; has value equality
 * @param activeOnly whether it holds active rows alone
 * @param event {@link #ENTERED}, {@link #LEFT} or the name of a column
 */
public record ListTag(Object list, boolean activeOnly, String event) {

    public static final String ENTERED = "ENTERED";
    public static final String LEFT = "LEFT";

    /** What decides which rows a page shows or a count counts, given the columns by which it orders and filters. */
    public static List<ListTag> contents(Object list, boolean activeOnly, Collection<String> columns) {
        return events(list, activeOnly, Stream.concat(Stream.of(ENTERED, LEFT), columns.stream()));
    }

    /** What brings further rows to those shown from the top of a list, given the columns by which it orders. */
    public static List<ListTag> arrivals(Object list, boolean activeOnly, String... columns) {
        return events(list, activeOnly, Stream.concat(Stream.of(ENTERED), Stream.of(columns)));
    }

    private static List<ListTag> events(Object list, boolean activeOnly, Stream<String> events) {
        return events.map(event -> new ListTag(list, activeOnly, event)).toList();
    }
}
