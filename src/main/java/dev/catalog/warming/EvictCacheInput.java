package dev.catalog.warming;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The input {@code EvictCacheInput}, as the client gave it. */
record EvictCacheInput(
        @Nullable List<String> regions, @Nullable Boolean all) {

    boolean namesAll() {
        return Boolean.TRUE.equals(all);
    }

    List<String> names() {
        return regions == null ? List.of() : regions;
    }
}
