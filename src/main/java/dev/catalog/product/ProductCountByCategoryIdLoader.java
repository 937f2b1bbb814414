package dev.catalog.product;

import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.partitioningBy;
import static java.util.stream.Collectors.toList;

import dev.catalog.cache.CacheRegion;
import dev.catalog.cache.Dependencies;
import dev.catalog.cache.RegionLoader;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Number of active products of a category. */
@Component
class ProductCountByCategoryIdLoader implements RegionLoader<CategoryCountKey, Integer> {

    private static final CacheRegion<CategoryCountKey, Integer> REGION = CacheRegion.of(
                    "product-count", Duration.ofHours(1), Integer.class, CategoryCountKey::key)
            .holding("number of active products, alone or with all below", "categories/{id}/product_count?…");

    private final ProductRepository products;

    ProductCountByCategoryIdLoader(ProductRepository products) {
        this.products = products;
    }

    @Override
    public CacheRegion<CategoryCountKey, Integer> region() {
        return REGION;
    }

    @Override
    public Dependencies<CategoryCountKey, Integer> dependencies() {
        return ProductDependencies.CATEGORY_COUNT;
    }

    @Override
    public Object statementOf(CategoryCountKey key) {
        return key.includeSubcategories();
    }

    @Override
    public Map<CategoryCountKey, Integer> loadAll(Set<CategoryCountKey> keys) {
        Map<Boolean, List<Long>> categoryIds = keys.stream()
                .collect(partitioningBy(
                        CategoryCountKey::includeSubcategories, mapping(CategoryCountKey::categoryId, toList())));
        Map<CategoryCountKey, Integer> counts = new HashMap<>();
        categoryIds.forEach((includeSubcategories, ids) -> {
            if (!ids.isEmpty()) {
                Map<Long, Integer> found = products.countByCategoryIds(ids, includeSubcategories);
                ids.forEach(
                        id -> counts.put(new CategoryCountKey(id, includeSubcategories), found.getOrDefault(id, 0)));
            }
        });
        return counts;
    }
}
