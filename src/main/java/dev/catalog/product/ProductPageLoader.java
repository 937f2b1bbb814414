package dev.catalog.product;

import static java.util.stream.Collectors.groupingBy;

import dev.catalog.cache.CacheRegion;
import dev.catalog.cache.Dependencies;
import dev.catalog.cache.RegionLoader;
import dev.catalog.relay.Page;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Pages of lists of products. The {@linkplain ProductPages fields} that give such lists have a region each. */
class ProductPageLoader implements RegionLoader<ProductPageKey, Page<Product>> {

    private final String dataLoaderName;
    private final CacheRegion<ProductPageKey, Page<Product>> region;
    private final Dependencies<ProductPageKey, Page<Product>> dependencies;
    private final ProductRepository products;

    ProductPageLoader(
            String dataLoaderName,
            CacheRegion<ProductPageKey, Page<Product>> region,
            Dependencies<ProductPageKey, Page<Product>> dependencies,
            ProductRepository products) {
        this.dataLoaderName = dataLoaderName;
        this.region = region;
        this.dependencies = dependencies;
        this.products = products;
    }

    @Override
    public String dataLoaderName() {
        return dataLoaderName;
    }

    @Override
    public CacheRegion<ProductPageKey, Page<Product>> region() {
        return region;
    }

    @Override
    public Dependencies<ProductPageKey, Page<Product>> dependencies() {
        return dependencies;
    }

    @Override
    public Object statementOf(ProductPageKey key) {
        return key.shape();
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
