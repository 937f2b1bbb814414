package dev.catalog.graphql;

import dev.catalog.feed.CatalogChange;
import dev.catalog.feed.ChangeKind;
import org.jspecify.annotations.Nullable;

/** What happened to a row, as far as a subscriber is concerned. */
enum ChangeOperation {
    CREATED,
    UPDATED,
    DELETED,
    RESET;

    private static final String ACTIVE = "active";

    /** What a change is to a subscriber who sees all rows, or active ones alone; null where it sees nothing of it. */
    static @Nullable ChangeOperation of(CatalogChange change, boolean seesAll) {
        boolean seenBefore = change.kind() != ChangeKind.INSERTED
                && (seesAll || change.before().flag(ACTIVE));
        boolean seenAfter = change.kind() != ChangeKind.DELETED
                && (seesAll || change.after().flag(ACTIVE));
        if (seenBefore) {
            return seenAfter ? UPDATED : DELETED;
        }
        return seenAfter ? CREATED : null;
    }
}
