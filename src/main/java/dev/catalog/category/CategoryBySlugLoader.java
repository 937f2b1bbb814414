package dev.catalog.category;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.catalog.cache.CacheKey;
import dev.catalog.cache.CacheRegion;
import dev.catalog.cache.Dependencies;
import dev.catalog.cache.RegionLoader;
import dev.catalog.relay.SqlText;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Categories by slug, active or not. */
@Component
class CategoryBySlugLoader implements RegionLoader<String, Category> {

    private static final CacheRegion<String, Category> REGION = CacheRegion.of(
                    "category-by-slug",
                    Duration.ofHours(1),
                    Category.class,
                    (String slug) -> CacheKey.path("categories/slug").value(slug))
            .holding("a category, active or not", "categories/slug/{slug}");

    private final CategoryRepository categories;

    CategoryBySlugLoader(CategoryRepository categories) {
        this.categories = categories;
    }

    @Override
    public CacheRegion<String, Category> region() {
        return REGION;
    }

    @Override
    public Dependencies<String, Category> dependencies() {
        return CategoryDependencies.BY_SLUG;
    }

    @Override
    public Map<String, Category> loadAll(Set<String> slugs) {
        List<String> possible = slugs.stream().filter(SqlText::isStorable).toList();
        if (possible.isEmpty()) {
            return Map.of();
        }
        return categories.findBySlugs(possible).stream().collect(toMap(Category::slug, identity()));
    }
}
