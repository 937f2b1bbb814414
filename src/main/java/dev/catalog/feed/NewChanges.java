package dev.catalog.feed;

import java.util.List;

/** What the log has between two positions, as far as it is read at once. */
sealed interface NewChanges {

    /** What is known of it, in the order recorded. */
    default List<RecordedChange> changes() {
        return List.of();
    }

    /** Each change. */
    record Each(List<RecordedChange> changes) implements NewChanges {}

    /** More than are read one by one: {@link ChangeKind#MANY} for each transaction and table. */
    record Folded(List<RecordedChange> changes) implements NewChanges {}

    /** More than are read even so. */
    record TooMany() implements NewChanges {}
}
