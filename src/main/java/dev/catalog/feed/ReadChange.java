package dev.catalog.feed;

import org.jspecify.annotations.Nullable;

/**
 * What a reader finds next.
 *
 * @param change the change; null where anything may have changed, which is not known or not told one by one
 * @param place where the reader is once it has been told this
 */
public record ReadChange(@Nullable CatalogChange change, ChangePlace place) {}
