package dev.catalog.category;

import dev.catalog.relay.InputErrors;
import dev.catalog.relay.UserError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The payloads {@code CreateCategoryPayload} and {@code UpdateCategoryPayload}.
 *
 * @param categoryId the written row; null where there are errors
 */
record CategoryPayload(@Nullable Long categoryId, List<UserError> userErrors) {

    static CategoryPayload of(@Nullable Long categoryId) {
        return new CategoryPayload(categoryId, List.of());
    }

    static CategoryPayload refused(InputErrors errors) {
        return new CategoryPayload(null, errors.all());
    }
}
