package dev.catalog.cache;

/**
 * A list that a row is in.
 *
 * @param kind the kind of the tags of what happens to the list
 * @param list which list; has value equality
 * @param activeOnly whether it holds active rows alone
 */
public record Listing(TagKind kind, Object list, boolean activeOnly) {

    CacheTag tag(String event) {
        return new CacheTag(kind, new ListTag(list, activeOnly, event));
    }
}
