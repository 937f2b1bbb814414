package dev.catalog.relay;

import java.util.List;

/** A page as far as a client can tell it from another. */
record KeysetPage(List<Long> ids, boolean hasPreviousPage, boolean hasNextPage) {}
