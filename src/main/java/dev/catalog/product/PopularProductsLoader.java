package dev.catalog.product;

import dev.catalog.cache.CacheKey;
import dev.catalog.cache.CacheRegion;
import dev.catalog.cache.Dependencies;
import dev.catalog.cache.RegionLoader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.stereotype.Component;

/** The newest products, as many as a page may ask for. */
@Component
class PopularProductsLoader implements RegionLoader<NewestKey, List<Product>> {

    private static final CacheRegion<NewestKey, List<Product>> REGION = CacheRegion.of(
                    "popular-products",
                    Duration.ofHours(1),
                    new ParameterizedTypeReference<List<Product>>() {},
                    (NewestKey _) -> CacheKey.path("products/popular"))
            .holding("the 100 newest active products", "products/popular");

    private final ProductRepository products;

    PopularProductsLoader(ProductRepository products) {
        this.products = products;
    }

    @Override
    public CacheRegion<NewestKey, List<Product>> region() {
        return REGION;
    }

    @Override
    public Dependencies<NewestKey, List<Product>> dependencies() {
        return ProductDependencies.POPULAR;
    }

    @Override
    public Map<NewestKey, List<Product>> loadAll(Set<NewestKey> keys) {
        return NewestKey.read(keys, products::findNewest);
    }
}
