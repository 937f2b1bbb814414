package dev.catalog.category;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.catalog.cache.CacheRegion;
import dev.catalog.cache.Dependencies;
import dev.catalog.cache.RegionLoader;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Number of categories in the lists that {@code Query.categories} gives. */
@Component
class CategoryCountLoader implements RegionLoader<CategoryCriteria, Integer> {

    private static final CacheRegion<CategoryCriteria, Integer> REGION = CacheRegion.of(
                    "filtered-category-count", Duration.ofMinutes(30), Integer.class, CategoryCriteria::countKey)
            .holding("number of categories in a list", "categories/count?…")
            .absentIf(count -> count == 0);

    private final CategoryRepository categories;

    CategoryCountLoader(CategoryRepository categories) {
        this.categories = categories;
    }

    @Override
    public CacheRegion<CategoryCriteria, Integer> region() {
        return REGION;
    }

    @Override
    public Dependencies<CategoryCriteria, Integer> dependencies() {
        return CategoryDependencies.COUNT;
    }

    @Override
    public Object statementOf(CategoryCriteria list) {
        return list;
    }

    @Override
    public Map<CategoryCriteria, Integer> loadAll(Set<CategoryCriteria> keys) {
        return keys.stream().collect(toMap(identity(), categories::count));
    }
}
