package dev.catalog.product;

import static java.util.stream.Collectors.groupingBy;

import dev.catalog.cache.CacheRegion;
import dev.catalog.cache.RegionLoader;
import dev.catalog.relay.Page;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.stereotype.Component;

/** Pages of the lists that {@code Query.products} gives. */
@Component
class ProductPageLoader implements RegionLoader<ProductPageKey, Page<Product>> {

    private static final CacheRegion<ProductPageKey, Page<Product>> REGION = CacheRegion.of(
            "products",
            Duration.ofMinutes(30),
            new ParameterizedTypeReference<Page<Product>>() {},
            ProductPageKey::key);

    private final ProductRepository products;

    ProductPageLoader(ProductRepository products) {
        this.products = products;
    }

    @Override
    public CacheRegion<ProductPageKey, Page<Product>> region() {
        return REGION;
    }

    @Override
    public Map<ProductPageKey, Page<Product>> loadAll(Set<ProductPageKey> keys) {
        Map<ProductPageKey, Page<Product>> pages = new HashMap<>();
        keys.stream()
                .collect(groupingBy(ProductPageKey::shape))
                .values()
                .forEach(alike -> pages.putAll(products.findPages(alike)));
        return pages;
    }
}
