package dev.catalog.product;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.catalog.cache.CacheKey;
import dev.catalog.cache.CacheRegion;
import dev.catalog.cache.Dependencies;
import dev.catalog.cache.RegionLoader;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Products by id, active or not. */
@Component
class ProductByIdLoader implements RegionLoader<Long, Product> {

    private static final CacheRegion<Long, Product> REGION = CacheRegion.of(
                    "product",
                    Duration.ofHours(1),
                    Product.class,
                    (Long id) -> CacheKey.path("products").value(id))
            .holding("a product, active or not", "products/{id}");

    private final ProductRepository products;

    ProductByIdLoader(ProductRepository products) {
        this.products = products;
    }

    @Override
    public CacheRegion<Long, Product> region() {
        return REGION;
    }

    @Override
    public Dependencies<Long, Product> dependencies() {
        return ProductDependencies.BY_ID;
    }

    @Override
    public Set<Long> beside(Set<Long> ids) {
        return NeighbouringIds.of(ids);
    }

    @Override
    public Map<Long, Product> loadAll(Set<Long> ids) {
        return products.findByIds(ids).stream().collect(toMap(Product::databaseId, identity()));
    }
}
