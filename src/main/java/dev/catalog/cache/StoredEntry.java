package dev.catalog.cache;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * The stored form of an entry.
 *
 * @param generation the region's generation at the time of the fill; an older one than the region's means evicted
 * @param loadedAt when the value was loaded, in milliseconds since 1970
 * @param expiresAt when the value stops being fresh, in milliseconds since 1970
 * @param value null where the database has nothing under this key
 */
record StoredEntry<V>(
        @JsonProperty("g") long generation,
        @JsonProperty("at") long loadedAt,
        @JsonProperty("exp") long expiresAt,
        @JsonProperty("v") @Nullable V value) {}
