package dev.catalog.product;

import static java.util.stream.Collectors.groupingBy;

import dev.catalog.cache.CacheRegion;
import dev.catalog.cache.Dependencies;
import dev.catalog.cache.RegionLoader;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Number of products in a list. */
@Component
class ProductCountLoader implements RegionLoader<ProductList, Integer> {

    private static final CacheRegion<ProductList, Integer> REGION = CacheRegion.of(
                    "filtered-product-count", Duration.ofMinutes(30), Integer.class, ProductList::countKey)
            .holding(
                    "number of products in a list",
                    "products/count?…",
                    "products/category/{slug}/count",
                    "categories/{id}/products/count?…")
            .absentIf(count -> count == 0);

    private final ProductRepository products;

    ProductCountLoader(ProductRepository products) {
        this.products = products;
    }

    @Override
    public CacheRegion<ProductList, Integer> region() {
        return REGION;
    }

    @Override
    public Dependencies<ProductList, Integer> dependencies() {
        return ProductDependencies.COUNT;
    }

    @Override
    public Object statementOf(ProductList list) {
        return list.shape();
    }

    @Override
    public Map<ProductList, Integer> loadAll(Set<ProductList> lists) {
        Map<ProductList, Integer> counts = new HashMap<>();
        lists.stream()
                .collect(groupingBy(ProductList::shape))
                .values()
                .forEach(alike -> counts.putAll(products.count(alike)));
        return counts;
    }
}
