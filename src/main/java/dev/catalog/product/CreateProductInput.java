package dev.catalog.product;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.ArgumentValue;

/** The input {@code CreateProductInput}, as the client gave it. */
record CreateProductInput(
        @Nullable String name,
        @Nullable BigDecimal price,
        @Nullable String categoryId,
        @Nullable String description,
        @Nullable Boolean featured,
        @Nullable Boolean active) {

    /** What a new product is to be: of every column a value. */
    ProductValues values() {
        return ProductValues.of(
                ArgumentValue.ofNullable(name),
                ArgumentValue.ofNullable(price),
                ArgumentValue.ofNullable(categoryId),
                ArgumentValue.ofNullable(description),
                ArgumentValue.ofNullable(featured != null && featured),
                ArgumentValue.ofNullable(active == null || active));
    }
}
