package dev.catalog.product;

import dev.catalog.relay.UserError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The payload {@code DeleteProductPayload}: the global id of the row that is gone, or why it isn't. */
record DeleteProductPayload(@Nullable String deletedId, List<UserError> userErrors) {}
