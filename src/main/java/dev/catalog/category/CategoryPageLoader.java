package dev.catalog.category;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.catalog.cache.CacheKey;
import dev.catalog.cache.CacheRegion;
import dev.catalog.cache.Dependencies;
import dev.catalog.cache.RegionLoader;
import dev.catalog.relay.Page;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.stereotype.Component;

/** Pages of the lists that {@code Query.categories} gives. */
@Component
class CategoryPageLoader implements RegionLoader<CategoryPageKey, Page<Category>> {

    private static final CacheRegion<CategoryPageKey, Page<Category>> REGION = CacheRegion.of(
                    "categories",
                    Duration.ofMinutes(30),
                    new ParameterizedTypeReference<Page<Category>>() {},
                    CategoryPageLoader::key)
            .holding("a page of `Query.categories`", "categories?…")
            .absentIf(page -> page.nodes().isEmpty());

    private final CategoryRepository categories;

    CategoryPageLoader(CategoryRepository categories) {
        this.categories = categories;
    }

    @Override
    public CacheRegion<CategoryPageKey, Page<Category>> region() {
        return REGION;
    }

    @Override
    public Dependencies<CategoryPageKey, Page<Category>> dependencies() {
        return CategoryDependencies.PAGE;
    }

    @Override
    public Object statementOf(CategoryPageKey key) {
        return key;
    }

    @Override
    public Map<CategoryPageKey, Page<Category>> loadAll(Set<CategoryPageKey> keys) {
        return keys.stream().collect(toMap(identity(), categories::findPage));
    }

    private static CacheKey key(CategoryPageKey key) {
        CacheKey list = key.criteria().key();
        key.page().arguments(CategoryOrder.DEFAULT).forEach(list::argument);
        return list;
    }
}
