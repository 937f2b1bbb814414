package dev.catalog.category;

import static java.util.stream.Collectors.partitioningBy;

import dev.catalog.cache.CacheKey;
import dev.catalog.cache.CacheRegion;
import dev.catalog.cache.Dependencies;
import dev.catalog.cache.RegionLoader;
import dev.catalog.cache.SoleKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The menu: active roots and the categories directly below them. */
@Component
class NavigationLoader implements RegionLoader<SoleKey, Navigation> {

    private static final CacheRegion<SoleKey, Navigation> REGION = CacheRegion.of(
                    "navigation",
                    Duration.ofHours(2),
                    Navigation.class,
                    (SoleKey _) -> CacheKey.path("categories/navigation"))
            .holding("active roots and the categories directly below them", "categories/navigation");

    private final CategoryRepository categories;

    NavigationLoader(CategoryRepository categories) {
        this.categories = categories;
    }

    @Override
    public CacheRegion<SoleKey, Navigation> region() {
        return REGION;
    }

    @Override
    public Dependencies<SoleKey, Navigation> dependencies() {
        return CategoryDependencies.NAVIGATION;
    }

    @Override
    public Map<SoleKey, Navigation> loadAll(Set<SoleKey> keys) {
        Map<Boolean, List<Category>> byRoot =
                categories.findNavigation().stream().collect(partitioningBy(category -> category.parentId() == null));
        return Map.of(
                SoleKey.SOLE,
                new Navigation(byRoot.getOrDefault(true, List.of()), byRoot.getOrDefault(false, List.of())));
    }
}
