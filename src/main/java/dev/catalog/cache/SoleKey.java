package dev.catalog.cache;

/** The key of a region that has one entry alone. */
public enum SoleKey {
    SOLE
}
