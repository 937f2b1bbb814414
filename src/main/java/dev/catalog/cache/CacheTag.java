package dev.catalog.cache;

/**
 * One thing that cached values depend on. A change that touches it makes invalid what was loaded before and bears it.
 *
 * @param kind what kind of thing
 * @param value which one of its kind; has value equality
 */
public record CacheTag(TagKind kind, Object value) {}
