package dev.catalog.category;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The input {@code DeleteCategoryInput}, as the client gave it. */
record DeleteCategoryInput(@Nullable String id, @Nullable Instant expectedUpdatedAt) {}
