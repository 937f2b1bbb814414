package dev.catalog.product;

import dev.catalog.relay.InputErrors;
import dev.catalog.relay.UserError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The payloads {@code CreateProductPayload} and {@code UpdateProductPayload}.
 *
 * @param productId the written row; null where there are errors
 */
record ProductPayload(@Nullable Long productId, List<UserError> userErrors) {

    static ProductPayload of(@Nullable Long productId) {
        return new ProductPayload(productId, List.of());
    }

    static ProductPayload refused(InputErrors errors) {
        return new ProductPayload(null, errors.all());
    }
}
