package dev.catalog.product;

import dev.catalog.relay.NodeLoader;
import org.springframework.stereotype.Component;

/** Lets {@code node} find products. */
@Component
class ProductNodeLoader implements NodeLoader<Product> {

    @Override
    public String typeName() {
        return Product.TYPE_NAME;
    }

    @Override
    public String dataLoaderName() {
        return "productById";
    }

    @Override
    public boolean isPublic(Product product) {
        return product.active();
    }

    @Override
    public String table() {
        return "products";
    }
}
