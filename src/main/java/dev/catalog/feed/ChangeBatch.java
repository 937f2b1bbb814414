package dev.catalog.feed;

import java.util.List;

/**
 * What lies between two positions of the feed: all of it, each change once.
 *
 * @param position the position after these changes
 * @param changes in the order recorded; one transaction's are together with others that became visible at the same time
 * @param broken whether the changes up to this position are not known, so that anything may have changed; none are named then
 */
public record ChangeBatch(Position position, List<CatalogChange> changes, boolean broken) {

    public ChangeBatch {
        changes = List.copyOf(changes);
    }

    /** A position at which nothing is known of what came before. */
    public static ChangeBatch broken(Position position) {
        return new ChangeBatch(position, List.of(), true);
    }
}
