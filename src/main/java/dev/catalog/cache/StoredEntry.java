package dev.catalog.cache;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.catalog.feed.Position;
import org.jspecify.annotations.Nullable;

/**
 * The stored form of an entry. The script that stores it reads the position, so what precedes that is short.
 *
 * @param generation the region's generation at the time of the fill; any other than the region's means evicted
 * @param position a position that the value is not older than; null where changes weren't followed
 * @param loadedAt when the value was loaded, in milliseconds since 1970
 * @param expiresAt when the value stops being fresh, in milliseconds since 1970
 * @param value null where the database has nothing under this key
 */
@JsonPropertyOrder({"g", "p", "at", "exp", "v"})
record StoredEntry<V>(
        @JsonProperty("g") long generation,
        @JsonProperty("p") @Nullable Position position,
        @JsonProperty("at") long loadedAt,
        @JsonProperty("exp") long expiresAt,
        @JsonProperty("v") @Nullable V value) {}
