package dev.catalog.product;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The input {@code DeleteProductInput}, as the client gave it. */
record DeleteProductInput(@Nullable String id, @Nullable Instant expectedUpdatedAt) {}
