package dev.catalog.product;

import dev.catalog.category.Category;
import dev.catalog.relay.Connection;
import dev.catalog.relay.ConnectionArguments;
import dev.catalog.relay.GlobalId;
import dev.catalog.relay.NotFoundException;
import dev.catalog.relay.Page;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** The root fields that the products table answers, and the fields of a product. */
@Controller
class ProductController {

    private final NewestKeys newest;

    ProductController(NewestKeys newest) {
        this.newest = newest;
    }

    @QueryMapping
    CompletableFuture<@Nullable Product> product(
            @Argument String id, @Argument boolean includeInactive, DataLoader<Long, Product> productById) {
        return productById
                .load(GlobalId.databaseId(id, Product.TYPE_NAME, "id"))
                .thenApply(product -> product != null && (includeInactive || product.active()) ? product : null);
    }

    @QueryMapping
    CompletableFuture<Connection<Product, ProductList>> products(
            @Argument @Nullable Integer first,
            @Argument @Nullable String after,
            @Argument @Nullable Integer last,
            @Argument @Nullable String before,
            @Argument @Nullable ProductFilter filter,
            @Argument @Nullable ProductOrder orderBy,
            DataLoader<ProductPageKey, Page<Product>> productPage) {
        ProductList list = ProductList.of(ProductFilter.criteria(filter));
        return connection(list, new ConnectionArguments(first, after, last, before), orderBy, productPage);
    }

    @QueryMapping
    CompletableFuture<Connection<Product, ProductList>> productsByCategory(
            @Argument String slug,
            @Argument @Nullable Integer first,
            @Argument @Nullable String after,
            @Argument @Nullable Integer last,
            @Argument @Nullable String before,
            DataLoader<ProductPageKey, Page<Product>> activeCategoryProductPage) {
        ProductList list = ProductList.ofActiveCategory(slug);
        return connection(list, new ConnectionArguments(first, after, last, before), null, activeCategoryProductPage);
    }

    @QueryMapping
    CompletableFuture<List<Product>> featuredProducts(
            @Argument int first, DataLoader<NewestKey, List<Product>> featuredProducts) {
        return newest(first, featuredProducts);
    }

    @QueryMapping
    CompletableFuture<List<Product>> popularProducts(
            @Argument int first, DataLoader<NewestKey, List<Product>> popularProducts) {
        return newest(first, popularProducts);
    }

    @QueryMapping
    CompletableFuture<Integer> productCount(
            @Argument @Nullable ProductFilter filter, DataLoader<ProductList, Integer> productCount) {
        return productCount.load(ProductList.of(ProductFilter.criteria(filter)));
    }

    @SchemaMapping(typeName = "ProductConnection")
    CompletableFuture<Integer> totalCount(
            Connection<Product, ProductList> connection, DataLoader<ProductList, Integer> productCount) {
        return productCount.load(connection.list());
    }

    @SchemaMapping
    CompletableFuture<Category> category(Product product, DataLoader<Long, Category> categoryById) {
        return categoryById.load(product.categoryId()).thenApply(ProductController::still);
    }

    /** A category goes with its products, so a product that was read just before may name one that is gone. */
    private static Category still(@Nullable Category category) {
        if (category == null) {
            throw new NotFoundException("The product was deleted with its category while it was read.");
        }
        return category;
    }

    static CompletableFuture<Connection<Product, ProductList>> connection(
            ProductList list,
            ConnectionArguments arguments,
            @Nullable ProductOrder orderBy,
            DataLoader<ProductPageKey, Page<Product>> pages) {
        ProductPageKey key = ProductPageKey.of(list, arguments, orderBy);
        return pages.load(key).thenApply(page -> new Connection<>(list, key.page(), page));
    }

    private CompletableFuture<List<Product>> newest(int first, DataLoader<NewestKey, List<Product>> lists) {
        NewestKey asked = new NewestKey(ConnectionArguments.size(first, "first"));
        return lists.load(newest.holding(asked.size())).thenApply(asked::in);
    }
}
