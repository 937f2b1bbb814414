package dev.catalog.cache;

/** Where a value that was read came from. */
public enum CacheState {
    /** This node's own memory. */
    NEAR,
    /** Redis. */
    HIT,
    /** Redis or this node's memory, past its time to live and within the grace window. */
    STALE,
    /** The database; stored for the next reader. */
    MISS,
    /** The database; neither looked up nor stored. */
    BYPASS
}
