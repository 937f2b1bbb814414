package dev.catalog.product;

import dev.catalog.cache.ReadContext;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** What is done to products. What a payload shows is read after the write, as later reads find it. */
@Controller
class ProductMutationController {

    private final ProductWrites products;

    ProductMutationController(ProductWrites products) {
        this.products = products;
    }

    @MutationMapping
    ProductPayload createProduct(@Argument CreateProductInput input, ReadContext operation) {
        return products.create(input, operation);
    }

    @MutationMapping
    ProductPayload updateProduct(@Argument UpdateProductInput input, ReadContext operation) {
        return products.update(input, operation);
    }

    @MutationMapping
    DeleteProductPayload deleteProduct(@Argument DeleteProductInput input, ReadContext operation) {
        return products.delete(input, operation);
    }

    @SchemaMapping(typeName = "CreateProductPayload", field = "product")
    CompletableFuture<@Nullable Product> createdProduct(ProductPayload payload, DataLoader<Long, Product> productById) {
        return product(payload, productById);
    }

    @SchemaMapping(typeName = "UpdateProductPayload", field = "product")
    CompletableFuture<@Nullable Product> updatedProduct(ProductPayload payload, DataLoader<Long, Product> productById) {
        return product(payload, productById);
    }

    private static CompletableFuture<@Nullable Product> product(
            ProductPayload payload, DataLoader<Long, Product> productById) {
        Long id = payload.productId();
        return id == null ? CompletableFuture.completedFuture(null) : productById.load(id);
    }
}
