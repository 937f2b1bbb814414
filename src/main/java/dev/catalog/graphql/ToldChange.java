package dev.catalog.graphql;

import org.jspecify.annotations.Nullable;

/**
 * A change as one subscriber is told of it.
 *
 * @param version from which on the subscriber has not been told yet
 * @param id the row's global id; null for {@link ChangeOperation#RESET}
 */
record ToldChange(
        String version, ChangeOperation operation, @Nullable String id) {}
