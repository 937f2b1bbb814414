package dev.catalog.response;

/**
 * An operation whose answer may be kept.
 *
 * @param key tells it apart from all others
 * @param name its name; empty where it has none
 * @param query what is known of the like
 */
record KeepableOperation(Digest key, String name, KnownQuery query) {}
