package dev.catalog.feed;

import org.jspecify.annotations.Nullable;

/**
 * What a snapshot shows of the log itself.
 *
 * @param position the snapshot, in the history that the server, the log and its triggers make
 * @param role who looks, quoted where SQL wants it
 * @param standby whether the server only repeats what another one does
 * @param there whether there is a log
 * @param readable whether this role may read it
 * @param prunable whether this role may prune it
 * @param recorded whether all triggers are there and enabled
 */
record LogState(
        Position position,
        String role,
        boolean standby,
        boolean there,
        boolean readable,
        boolean prunable,
        boolean recorded) {

    /** Why changes can't be followed, a sentence without its full stop; null where they can. */
    @Nullable
    String obstacle() {
        if (standby) {
            return "The database is a standby";
        }
        if (!there) {
            return "The database has no table catalog_changes";
        }
        if (!readable) {
            return "The role %s may not read the log (GRANT SELECT ON catalog_changes, catalog_change_horizons TO %s)"
                    .formatted(role, role);
        }
        return recorded ? null : "Triggers of the change feed are missing or disabled";
    }
}
