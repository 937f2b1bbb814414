package dev.catalog.relay;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;
import static java.util.Comparator.comparingLong;

import java.util.Comparator;
import java.util.Map;

/** One order of a list, as a client names it and as the contract puts it. */
record KeysetOrder(Field field, OrderDirection direction) {

    enum Field {
        NAME,
        PRICE,
        POSITION,
        CREATED_AT
    }

    /** Compares rows; {@code nameRanks} tells the place of every name in the database's collation. */
    Comparator<KeysetRow> comparator(Map<String, Integer> nameRanks) {
        Comparator<KeysetRow> name = comparingInt(row -> nameRanks.get(row.name()));
        Comparator<KeysetRow> id = comparingLong(KeysetRow::id);
        return switch (field) {
            case NAME -> directed(name.thenComparing(id));
            case PRICE -> directed(comparing(KeysetRow::price).thenComparing(id));
            case CREATED_AT -> directed(comparing(KeysetRow::createdAt).thenComparing(id));
            case POSITION ->
                comparing((KeysetRow row) -> row.position() == null)
                        .thenComparing(directed(comparingInt(KeysetOrder::positionOrZero)
                                .thenComparing(name)
                                .thenComparing(id)));
        };
    }

    /** The value of {@code orderBy}. */
    String argument() {
        return "{ field: " + field + ", direction: " + direction + " }";
    }

    private static int positionOrZero(KeysetRow row) {
        return row.position() == null ? 0 : row.position();
    }

    private Comparator<KeysetRow> directed(Comparator<KeysetRow> ascending) {
        return direction == OrderDirection.ASC ? ascending : ascending.reversed();
    }

    @Override
    public String toString() {
        return field + " " + direction;
    }
}
