package dev.catalog.category;

import dev.catalog.cache.SoleKey;
import dev.catalog.relay.Connection;
import dev.catalog.relay.ConnectionArguments;
import dev.catalog.relay.GlobalId;
import dev.catalog.relay.Page;
import dev.catalog.relay.PageRequest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** The fields that the categories table answers. */
@Controller
class CategoryController {

    @QueryMapping
    CompletableFuture<@Nullable Category> category(
            @Argument String id, @Argument boolean includeInactive, DataLoader<Long, Category> categoryById) {
        return categoryById
                .load(GlobalId.databaseId(id, Category.TYPE_NAME, "id"))
                .thenApply(category -> visible(category, includeInactive));
    }

    @QueryMapping
    CompletableFuture<@Nullable Category> categoryBySlug(
            @Argument String slug, @Argument boolean includeInactive, DataLoader<String, Category> categoryBySlug) {
        return categoryBySlug.load(slug).thenApply(category -> visible(category, includeInactive));
    }

    @QueryMapping
    CompletableFuture<Connection<Category, CategoryCriteria>> categories(
            @Argument @Nullable Integer first,
            @Argument @Nullable String after,
            @Argument @Nullable Integer last,
            @Argument @Nullable String before,
            @Argument @Nullable CategoryFilter filter,
            @Argument @Nullable CategoryOrder orderBy,
            DataLoader<CategoryPageKey, Page<Category>> categoryPage) {
        CategoryCriteria criteria = CategoryFilter.criteria(filter);
        PageRequest<Category> request = new ConnectionArguments(first, after, last, before)
                .of(criteria.text(), CategoryOrder.ordering(orderBy));
        return categoryPage
                .load(new CategoryPageKey(criteria, request))
                .thenApply(page -> new Connection<>(criteria, request, page));
    }

    @SchemaMapping(typeName = "CategoryConnection")
    CompletableFuture<Integer> totalCount(
            Connection<Category, CategoryCriteria> connection, DataLoader<CategoryCriteria, Integer> categoryCount) {
        return categoryCount.load(connection.list());
    }

    /** The menu's entry holds what is below its roots, so that level costs no further look-up. */
    @QueryMapping
    CompletableFuture<List<Category>> navigation(
            DataLoader<SoleKey, Navigation> navigation, DataLoader<Long, List<Category>> subcategoriesByCategoryId) {
        return navigation.load(SoleKey.SOLE).thenApply(menu -> {
            menu.below().forEach(subcategoriesByCategoryId::prime);
            return menu.roots();
        });
    }

    @SchemaMapping
    CompletableFuture<@Nullable Category> parent(Category category, DataLoader<Long, Category> categoryById) {
        Long parentId = category.parentId();
        return parentId == null ? CompletableFuture.completedFuture(null) : categoryById.load(parentId);
    }

    /** A root has none, which needs no look-up. */
    @SchemaMapping
    CompletableFuture<List<Category>> ancestors(
            Category category, DataLoader<Long, List<Category>> ancestorsByCategoryId) {
        return category.parentId() == null
                ? CompletableFuture.completedFuture(List.of())
                : ancestorsByCategoryId.load(category.databaseId());
    }

    @SchemaMapping
    CompletableFuture<List<Category>> subcategories(
            Category category,
            @Argument boolean includeInactive,
            DataLoader<Long, List<Category>> subcategoriesByCategoryId) {
        return subcategoriesByCategoryId
                .load(category.databaseId())
                .thenApply(all -> includeInactive
                        ? all
                        : all.stream().filter(Category::active).toList());
    }

    private static @Nullable Category visible(@Nullable Category category, boolean includeInactive) {
        return category != null && (includeInactive || category.active()) ? category : null;
    }
}
