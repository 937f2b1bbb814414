package dev.catalog.category;

import dev.catalog.relay.UserError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The payload {@code DeleteCategoryPayload}: the global id of the row that is gone, or why it isn't. */
record DeleteCategoryPayload(@Nullable String deletedId, List<UserError> userErrors) {}
