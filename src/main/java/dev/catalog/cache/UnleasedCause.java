package dev.catalog.cache;

/** Why a node loads what another one may load too. */
enum UnleasedCause {
    /** Others have been waited for long enough. */
    PATIENCE,
    /** Redis doesn't say who else does. */
    REDIS
}
