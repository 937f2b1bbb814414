package dev.catalog.category;

import dev.catalog.cache.ReadContext;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** What is done to categories. What a payload shows is read after the write, as later reads find it. */
@Controller
class CategoryMutationController {

    private final CategoryWrites categories;

    CategoryMutationController(CategoryWrites categories) {
        this.categories = categories;
    }

    @MutationMapping
    CategoryPayload createCategory(@Argument CreateCategoryInput input, ReadContext operation) {
        return categories.create(input, operation);
    }

    @MutationMapping
    CategoryPayload updateCategory(@Argument UpdateCategoryInput input, ReadContext operation) {
        return categories.update(input, operation);
    }

    @MutationMapping
    DeleteCategoryPayload deleteCategory(@Argument DeleteCategoryInput input, ReadContext operation) {
        return categories.delete(input, operation);
    }

    @SchemaMapping(typeName = "CreateCategoryPayload", field = "category")
    CompletableFuture<@Nullable Category> createdCategory(
            CategoryPayload payload, DataLoader<Long, Category> categoryById) {
        return category(payload, categoryById);
    }

    @SchemaMapping(typeName = "UpdateCategoryPayload", field = "category")
    CompletableFuture<@Nullable Category> updatedCategory(
            CategoryPayload payload, DataLoader<Long, Category> categoryById) {
        return category(payload, categoryById);
    }

    private static CompletableFuture<@Nullable Category> category(
            CategoryPayload payload, DataLoader<Long, Category> categoryById) {
        Long id = payload.categoryId();
        return id == null ? CompletableFuture.completedFuture(null) : categoryById.load(id);
    }
}
