package dev.catalog.feed;

import java.util.List;

/**
 * Changes that a reader is told next, in the order recorded.
 *
 * @param told the position that all before was
 * @param until the position up to which these lead
 * @param whole whether nothing lies between the last of them and that position
 */
record ChangePage(Position told, Position until, List<RecordedChange> changes, boolean whole) {

    /** Most changes of a page. */
    static final int MOST = 500;

    /** A page of changes that are in order, of which one more was asked for. */
    static ChangePage of(Position told, Position until, List<RecordedChange> changes) {
        return changes.size() > MOST
                ? new ChangePage(told, until, List.copyOf(changes.subList(0, MOST)), false)
                : new ChangePage(told, until, changes, true);
    }

    /** Where a reader is once it has been told the first so many of these. */
    ChangePlace placeAfter(int count) {
        return count == changes.size() && whole
                ? ChangePlace.at(until)
                : ChangePlace.within(told, until, changes.get(count - 1).id());
    }
}
