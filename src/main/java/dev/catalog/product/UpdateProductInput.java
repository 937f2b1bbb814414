package dev.catalog.product;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.ArgumentValue;

/** The input {@code UpdateProductInput}, as the client gave it: what is absent and what is null differ. */
record UpdateProductInput(
        @Nullable String id,
        @Nullable Instant expectedUpdatedAt,
        ArgumentValue<String> name,
        ArgumentValue<BigDecimal> price,
        ArgumentValue<String> categoryId,
        ArgumentValue<String> description,
        ArgumentValue<Boolean> featured,
        ArgumentValue<Boolean> active) {

    ProductValues values() {
        return ProductValues.of(name, price, categoryId, description, featured, active);
    }
}
