package dev.catalog.category;

import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.ArgumentValue;

/** The input {@code CreateCategoryInput}, as the client gave it. */
record CreateCategoryInput(
        @Nullable String name,
        @Nullable String slug,
        @Nullable String parentId,
        @Nullable Integer position,
        @Nullable Boolean active) {

    /** What a new category is to be: of every column a value. */
    CategoryValues values() {
        return CategoryValues.of(
                ArgumentValue.ofNullable(name),
                ArgumentValue.ofNullable(slug),
                ArgumentValue.ofNullable(parentId),
                ArgumentValue.ofNullable(position == null ? 0 : position),
                ArgumentValue.ofNullable(active == null || active));
    }
}
