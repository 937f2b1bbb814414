package dev.catalog.relay;

import org.jspecify.annotations.Nullable;

/** Where a page stands in its list; the cursors are null on an empty page. */
public record PageInfo(
        boolean hasNextPage,
        boolean hasPreviousPage,
        @Nullable String startCursor,
        @Nullable String endCursor) {}
