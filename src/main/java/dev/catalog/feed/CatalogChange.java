package dev.catalog.feed;

import java.util.Set;

/**
 * One change of the catalog, as the database recorded it.
 *
 * @param transaction id of the transaction that made it
 * @param table where it happened
 * @param kind what happened
 * @param id the row's key; 0 for {@link ChangeKind#MANY}
 * @param before the row's deciding values before the change; none where it was inserted
 * @param after the row's deciding values after the change; none where it was deleted
 * @param columns names of all columns that an update changed, deciding or not; empty for any other kind
 */
public record CatalogChange(
        long transaction,
        CatalogTable table,
        ChangeKind kind,
        long id,
        RowValues before,
        RowValues after,
        Set<String> columns) {

    public CatalogChange {
        columns = Set.copyOf(columns);
    }
}
