package dev.catalog.product;

import dev.catalog.category.Category;
import dev.catalog.relay.Connection;
import dev.catalog.relay.ConnectionArguments;
import dev.catalog.relay.Page;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** The fields of a category that the products table answers. */
@Controller
class CategoryProductsController {

    @SchemaMapping
    CompletableFuture<Connection<Product, ProductList>> products(
            Category category,
            @Argument @Nullable Integer first,
            @Argument @Nullable String after,
            @Argument @Nullable Integer last,
            @Argument @Nullable String before,
            @Argument @Nullable ProductFilter filter,
            @Argument @Nullable ProductOrder orderBy,
            DataLoader<ProductPageKey, Page<Product>> categoryProductPage) {
        ProductList list = ProductList.ofCategory(category.databaseId(), ProductFilter.criteriaBelowCategory(filter));
        return ProductController.connection(
                list, new ConnectionArguments(first, after, last, before), orderBy, categoryProductPage);
    }

    @SchemaMapping
    CompletableFuture<Integer> productCount(
            Category category,
            @Argument boolean includeSubcategories,
            DataLoader<CategoryCountKey, Integer> productCountByCategoryId) {
        return productCountByCategoryId.load(new CategoryCountKey(category.databaseId(), includeSubcategories));
    }
}
