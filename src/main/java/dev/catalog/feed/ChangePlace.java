package dev.catalog.feed;

import org.jspecify.annotations.Nullable;

/**
 * How far a reader of changes is: it has been told all that is in a position, and, in the midst of what lies between that
 * position and a later one, the changes up to one of them. It means the same to every node, whatever each of them reads at once.
 */
public final class ChangePlace {

    private static final String SEPARATOR = "/";

    private final Position told;
    private final @Nullable Position until;
    private final long change;

    private ChangePlace(Position told, @Nullable Position until, long change) {
        this.told = told;
        this.until = until;
        this.change = change;
    }

    /** Of who has been told all that is in the position, and nothing else. */
    public static ChangePlace at(Position told) {
        return new ChangePlace(told, null, 0);
    }

    /** Of who has been told, of what lies between two positions, the changes up to this one in the order recorded. */
    static ChangePlace within(Position told, Position until, long change) {
        return new ChangePlace(told, until, change);
    }

    /** Reads what {@link #toString} wrote; throws {@link IllegalArgumentException} for anything else. */
    public static ChangePlace parse(String text) {
        String[] parts = text.split(SEPARATOR, -1);
        Position told = Position.parse(parts[0]);
        if (parts.length == 1) {
            return at(told);
        }
        if (parts.length != 3 || !parts[2].matches("[0-9]{1,18}")) {
            throw new IllegalArgumentException("Not a place among changes");
        }
        Position until = Position.of(told.database(), parts[1]);
        if (told.contains(until) || !until.contains(told)) {
            throw new IllegalArgumentException("Not a place between two positions");
        }
        return within(told, until, Long.parseLong(parts[2]));
    }

    /** The position that holds every change told so far: who reads at it or later reads nothing older than those. */
    public Position seen() {
        return until == null ? told : until;
    }

    Position told() {
        return told;
    }

    /** The later position; null for who is in the midst of nothing. */
    @Nullable
    Position until() {
        return until;
    }

    /** The log's id of the change that was told last in the midst; 0 for who is in the midst of nothing. */
    long change() {
        return change;
    }

    @Override
    public String toString() {
        return until == null ? told.toString() : String.join(SEPARATOR, told.toString(), until.snapshot(), "" + change);
    }
}
