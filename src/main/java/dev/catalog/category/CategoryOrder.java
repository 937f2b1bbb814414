package dev.catalog.category;

import dev.catalog.relay.OrderDirection;
import dev.catalog.relay.Ordering;
import dev.catalog.relay.SortKey;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The input {@code CategoryOrder}; a null direction is the field's default. */
record CategoryOrder(Field field, @Nullable OrderDirection direction) {

    /** The name of the order that a list has where none is asked for. */
    static final String DEFAULT = "POSITION.ASC";

    enum Field {
        POSITION,
        NAME,
        CREATED_AT
    }

    static Ordering<Category> ordering(@Nullable CategoryOrder order) {
        return (order == null ? new CategoryOrder(Field.POSITION, null) : order).ordering();
    }

    private Ordering<Category> ordering() {
        boolean descending = OrderDirection.isDescending(direction, field == Field.CREATED_AT);
        return new Ordering<>(field + "." + (descending ? "DESC" : "ASC"), keys(descending), descending, columns());
    }

    private List<SortKey<Category>> keys(boolean descending) {
        SortKey<Category> id = SortKey.number("c.id", Category::databaseId);
        SortKey<Category> name = SortKey.text("c.name", Category::name);
        return switch (field) {
            case POSITION -> List.of(position(descending), name, id);
            case NAME -> List.of(name, id);
            case CREATED_AT -> List.of(SortKey.time("c.created_at", Category::createdAt), id);
        };
    }

    private Set<String> columns() {
        return switch (field) {
            case POSITION -> Set.of("position", "name");
            case NAME -> Set.of("name");
            case CREATED_AT -> Set.of("created_at");
        };
    }

    /** A row without a position counts as the last one, whichever way the list runs. */
    private static SortKey<Category> position(boolean descending) {
        long last = descending ? Integer.MIN_VALUE - 1L : Integer.MAX_VALUE + 1L;
        return SortKey.number(
                "coalesce(cast(c.position as bigint), " + last + ")",
                category ->
                        category.position() == null ? last : category.position().longValue());
    }
}
