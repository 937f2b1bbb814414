package dev.catalog.product;

import dev.catalog.cache.CacheKey;
import dev.catalog.cache.CacheRegion;
import dev.catalog.cache.Dependencies;
import dev.catalog.cache.RegionLoader;
import dev.catalog.cache.SoleKey;
import dev.catalog.relay.ConnectionArguments;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.stereotype.Component;

/** The newest featured products, as many as a page may ask for. */
@Component
class FeaturedProductsLoader implements RegionLoader<SoleKey, List<Product>> {

    private static final CacheRegion<SoleKey, List<Product>> REGION = CacheRegion.of(
                    "homepage-featured",
                    Duration.ofHours(1),
                    new ParameterizedTypeReference<List<Product>>() {},
                    (SoleKey _) -> CacheKey.path("products/homepage_featured"))
            .holding("the 100 newest featured active products", "products/homepage_featured");

    private final ProductRepository products;

    FeaturedProductsLoader(ProductRepository products) {
        this.products = products;
    }

    @Override
    public CacheRegion<SoleKey, List<Product>> region() {
        return REGION;
    }

    @Override
    public Dependencies<SoleKey, List<Product>> dependencies() {
        return ProductDependencies.FEATURED;
    }

    @Override
    public Map<SoleKey, List<Product>> loadAll(Set<SoleKey> keys) {
        return Map.of(SoleKey.SOLE, products.findFeatured(ConnectionArguments.LARGEST_PAGE_SIZE));
    }
}
