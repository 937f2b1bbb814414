package dev.catalog.relay;

import java.time.DateTimeException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One page of an ordered list, by its size and the cursors around it.
 *
 * @param list what the list is, its order included; cursors are bound to it
 * @param backwards whether the page is the last rows of its range, not the first
 * @param after cursor of the row before the range, null where it begins with the list
 * @param before cursor of the row behind the range, null where it ends with the list
 */
public record PageRequest<T>(
        String list,
        Ordering<T> ordering,
        int size,
        boolean backwards,
        @Nullable String after,
        @Nullable String before) {

    PageRequest<T> checked() {
        position(after, "after");
        position(before, "before");
        return this;
    }

    /**
     * What distinguishes this page among those of its list, in a fixed order: the arguments that differ from their defaults.
     *
     * @param defaultOrder the name of the order that the list has where none is asked for
     */
    public Map<String, Object> arguments(String defaultOrder) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        if (!ordering.name().equals(defaultOrder)) {
            arguments.put("orderBy", ordering.name());
        }
        if (backwards) {
            arguments.put("last", size);
        } else if (size != ConnectionArguments.DEFAULT_PAGE_SIZE) {
            arguments.put("first", size);
        }
        if (after != null) {
            arguments.put("after", after);
        }
        if (before != null) {
            arguments.put("before", before);
        }
        return arguments;
    }

    /** The values of the keys at {@code after}; null where the range begins with the list. */
    @Nullable
    List<Object> positionAfter() {
        return position(after, "after");
    }

    /** The values of the keys at {@code before}; null where the range ends with the list. */
    @Nullable
    List<Object> positionBefore() {
        return position(before, "before");
    }

    private @Nullable List<Object> position(@Nullable String cursor, String argument) {
        if (cursor == null) {
            return null;
        }
        try {
            return ordering.parse(Cursor.decode(list, cursor, argument));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw BadUserInputException.of(argument, "is not a cursor of this list");
        }
    }

    /** Two requests are equal where they name the same page; the ordering is part of the list's text. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PageRequest<?> that
                && size == that.size
                && backwards == that.backwards
                && list.equals(that.list)
                && Objects.equals(after, that.after)
                && Objects.equals(before, that.before);
    }

    @Override
    public int hashCode() {
        return Objects.hash(list, size, backwards, after, before);
    }
}
