package dev.catalog.relay;

import org.jspecify.annotations.Nullable;

/** The paging arguments of a connection field, as the client gave them. */
public record ConnectionArguments(
        @Nullable Integer first,
        @Nullable String after,
        @Nullable Integer last,
        @Nullable String before) {

    /** Where the client gave none. */
    public static final ConnectionArguments NONE = new ConnectionArguments(null, null, null, null);

    public static final int DEFAULT_PAGE_SIZE = 20;
    public static final int LARGEST_PAGE_SIZE = 100;

    /**
     * The page that these arguments name in a list.
     * Throws {@link BadUserInputException} where a size is out of bounds, {@code first} comes with {@code last}, or a cursor
     * is not one of this list.
     *
     * @param listText what the list is: its field, parent and filter, as one text
     */
    public <T> PageRequest<T> of(String listText, Ordering<T> ordering) {
        if (first != null && last != null) {
            throw BadUserInputException.of("last", "can't be given together with first");
        }
        boolean backwards = last != null;
        Integer given = backwards ? last : first;
        int size = given == null ? DEFAULT_PAGE_SIZE : size(given, backwards ? "last" : "first");
        String boundList = listText + " by " + ordering.name();
        return new PageRequest<>(boundList, ordering, size, backwards, after, before).checked();
    }

    /** The size that {@code first} or {@code last} gives. Throws {@link BadUserInputException} where it's not 0 to 100. */
    public static int size(int given, String argument) {
        if (given < 0 || given > LARGEST_PAGE_SIZE) {
            throw BadUserInputException.of(argument, "must be from 0 to " + LARGEST_PAGE_SIZE + ", not " + given);
        }
        return given;
    }
}
