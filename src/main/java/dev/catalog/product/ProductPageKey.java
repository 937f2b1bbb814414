package dev.catalog.product;

import dev.catalog.cache.CacheKey;
import dev.catalog.relay.PageRequest;
import java.util.List;
import java.util.Map;

/** One page of one list of products. */
record ProductPageKey(ProductList list, PageRequest<Product> page) {

    CacheKey key() {
        CacheKey key = list.key();
        page.arguments(ProductOrder.DEFAULT).forEach(key::argument);
        return key;
    }

    /** What pages have in common that one statement can read: all but the category. */
    List<Object> shape() {
        Map<String, Object> arguments = page.arguments(ProductOrder.DEFAULT);
        return List.of(list.shape(), arguments);
    }
}
