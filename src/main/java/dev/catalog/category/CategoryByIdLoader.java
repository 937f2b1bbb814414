package dev.catalog.category;

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

/** Categories by id, active or not. Each brings along its parent, which is what is asked of it most. */
@Component
class CategoryByIdLoader implements RegionLoader<Long, Category> {

    private static final CacheRegion<Long, Category> REGION = CacheRegion.of(
                    "category",
                    Duration.ofHours(1),
                    Category.class,
                    (Long id) -> CacheKey.path("categories").value(id))
            .holding("a category, active or not", "categories/{id}");

    private final CategoryRepository categories;

    CategoryByIdLoader(CategoryRepository categories) {
        this.categories = categories;
    }

    @Override
    public CacheRegion<Long, Category> region() {
        return REGION;
    }

    @Override
    public Dependencies<Long, Category> dependencies() {
        return CategoryDependencies.BY_ID;
    }

    @Override
    public Map<Long, Category> loadAll(Set<Long> ids) {
        return categories.findWithParents(ids).stream().collect(toMap(Category::databaseId, identity()));
    }
}
