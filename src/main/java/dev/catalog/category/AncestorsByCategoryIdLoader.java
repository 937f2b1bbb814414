package dev.catalog.category;

import dev.catalog.cache.CacheKey;
import dev.catalog.cache.CacheRegion;
import dev.catalog.cache.Dependencies;
import dev.catalog.cache.RegionLoader;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.stereotype.Component;

/** The categories above a category, root first. */
@Component
class AncestorsByCategoryIdLoader implements RegionLoader<Long, List<Category>> {

    private static final CacheRegion<Long, List<Category>> REGION = CacheRegion.of(
                    "category-ancestors",
                    Duration.ofHours(1),
                    new ParameterizedTypeReference<List<Category>>() {},
                    (Long id) -> CacheKey.path("categories").value(id).segment("ancestors"))
            .holding("the categories above, root first", "categories/{id}/ancestors");

    private final CategoryRepository categories;

    AncestorsByCategoryIdLoader(CategoryRepository categories) {
        this.categories = categories;
    }

    @Override
    public CacheRegion<Long, List<Category>> region() {
        return REGION;
    }

    @Override
    public Dependencies<Long, List<Category>> dependencies() {
        return CategoryDependencies.ANCESTORS;
    }

    @Override
    public Map<Long, List<Category>> loadAll(Set<Long> ids) {
        Map<Long, List<Category>> ancestors = new HashMap<>(categories.findAncestors(ids));
        ids.forEach(id -> ancestors.putIfAbsent(id, List.of()));
        return ancestors;
    }
}
