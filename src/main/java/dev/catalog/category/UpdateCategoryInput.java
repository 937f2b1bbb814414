package dev.catalog.category;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.ArgumentValue;

/** The input {@code UpdateCategoryInput}, as the client gave it: what is absent and what is null differ. */
record UpdateCategoryInput(
        @Nullable String id,
        @Nullable Instant expectedUpdatedAt,
        ArgumentValue<String> name,
        ArgumentValue<String> slug,
        ArgumentValue<String> parentId,
        ArgumentValue<Integer> position,
        ArgumentValue<Boolean> active) {

    CategoryValues values() {
        return CategoryValues.of(name, slug, parentId, position, active);
    }
}
