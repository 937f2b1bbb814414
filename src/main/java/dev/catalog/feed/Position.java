package dev.catalog.feed;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * A point in the history of a database: which of its transactions are in it. Two positions need not be comparable.
 * <p>It is what PostgreSQL calls a snapshot. Transactions below {@code end} are in it but for those still in progress.
 */
public final class Position {

    private final String database;
    private final long end;
    private final long[] inProgress;

    private Position(String database, long end, long[] inProgress) {
        this.database = database;
        this.end = end;
        this.inProgress = inProgress;
    }

    /**
     * The position of a snapshot in PostgreSQL's form, {@code xmin:xmax:xip,…}.
     *
     * @param database which database, and which line of its history; letters, digits and dashes
     */
    public static Position of(String database, String snapshot) {
        String[] parts = snapshot.split(":", -1);
        if (parts.length != 3 || !database.matches("[A-Za-z0-9-]{1,64}")) {
            throw new IllegalArgumentException("Not a snapshot of a database");
        }
        long[] inProgress = parts[2].isEmpty()
                ? new long[0]
                : Arrays.stream(parts[2].split(",", -1))
                        .mapToLong(Position::transaction)
                        .sorted()
                        .toArray();
        long end = transaction(parts[1]);
        if (transaction(parts[0]) > end) {
            throw new IllegalArgumentException("Not a snapshot: it ends before it begins");
        }
        if (inProgress.length > 0 && inProgress[inProgress.length - 1] >= end) {
            throw new IllegalArgumentException("Not a snapshot: what it names was not begun");
        }
        return new Position(database, end, inProgress);
    }

    /** Reads what {@link #toString} wrote; throws {@link IllegalArgumentException} for anything else. */
    public static Position parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("Not a position");
        }
        return of(text.substring(0, colon), text.substring(colon + 1));
    }

    // Transactions are numbered with 64 bits from 3 on, and never reach the sign. PostgreSQL reads no 0.
    private static long transaction(String number) {
        if (!number.matches("[0-9]{1,18}") || Long.parseLong(number) == 0) {
            throw new IllegalArgumentException("Not the number of a transaction");
        }
        return Long.parseLong(number);
    }

    /** The database, and the line of its history, in which this is a point. */
    public String database() {
        return database;
    }

    /** The first transaction that had not begun. */
    public long end() {
        return end;
    }

    /** The first transaction that may not be in this point: all before it are. */
    long start() {
        return inProgress.length == 0 ? end : inProgress[0];
    }

    /** Those of the transactions before {@link #end} that were in progress, in their order. */
    List<Long> inProgress() {
        return LongStream.of(inProgress).boxed().toList();
    }

    /** Whether the transaction's changes are in this point, were it not rolled back. */
    public boolean includes(long transaction) {
        return transaction < end && Arrays.binarySearch(inProgress, transaction) < 0;
    }

    /** Whether all that is in the other point is in this one; never so for another database. */
    public boolean contains(Position other) {
        if (!database.equals(other.database)) {
            return false;
        }
        return LongStream.of(inProgress).noneMatch(other::includes) && other.includesNoneBetween(end, other.end);
    }

    private boolean includesNoneBetween(long from, long to) {
        // Everything in the range is in progress: the numbers of it are all listed.
        return from >= to
                || LongStream.of(inProgress)
                                .filter(number -> number >= from && number < to)
                                .count()
                        == to - from;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Position that
                && end == that.end
                && database.equals(that.database)
                && Arrays.equals(inProgress, that.inProgress);
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(end) + Arrays.hashCode(inProgress);
    }

    @Override
    public String toString() {
        return database + ":" + snapshot();
    }

    /** PostgreSQL's form of the position, {@code xmin:xmax:xip,…}. */
    String snapshot() {
        return start() + ":" + end + ":"
                + LongStream.of(inProgress).mapToObj(Long::toString).collect(Collectors.joining(","));
    }
}
