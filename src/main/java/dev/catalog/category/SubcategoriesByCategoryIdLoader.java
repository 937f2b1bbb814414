package dev.catalog.category;

import static java.util.stream.Collectors.groupingBy;

import dev.catalog.cache.CacheKey;
import dev.catalog.cache.CacheRegion;
import dev.catalog.cache.Dependencies;
import dev.catalog.cache.RegionLoader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.stereotype.Component;

/** The categories directly below a category, active or not, by position, name and id. */
@Component
class SubcategoriesByCategoryIdLoader implements RegionLoader<Long, List<Category>> {

    private static final CacheRegion<Long, List<Category>> REGION = CacheRegion.of(
                    "subcategories",
                    Duration.ofHours(1),
                    new ParameterizedTypeReference<List<Category>>() {},
                    (Long id) -> CacheKey.path("categories").value(id).segment("subcategories"))
            .holding("the categories directly below, active or not", "categories/{id}/subcategories");

    private final CategoryRepository categories;

    SubcategoriesByCategoryIdLoader(CategoryRepository categories) {
        this.categories = categories;
    }

    @Override
    public CacheRegion<Long, List<Category>> region() {
        return REGION;
    }

    @Override
    public Dependencies<Long, List<Category>> dependencies() {
        return CategoryDependencies.SUBCATEGORIES;
    }

    @Override
    public Map<Long, List<Category>> loadAll(Set<Long> ids) {
        Map<Long, List<Category>> byParent = categories.findByParentIds(ids).stream()
                .collect(groupingBy(category -> Objects.requireNonNull(category.parentId())));
        ids.forEach(id -> byParent.putIfAbsent(id, List.of()));
        return byParent;
    }
}
