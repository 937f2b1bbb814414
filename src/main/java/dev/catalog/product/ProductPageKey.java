package dev.catalog.product;

import dev.catalog.cache.CacheKey;
import dev.catalog.relay.BadUserInputException;
import dev.catalog.relay.ConnectionArguments;
import dev.catalog.relay.PageRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One page of one list of products. */
record ProductPageKey(ProductList list, PageRequest<Product> page) {

    /** The page that arguments name. Throws {@link BadUserInputException} where they name none. */
    static ProductPageKey of(ProductList list, ConnectionArguments arguments, @Nullable ProductOrder orderBy) {
        return new ProductPageKey(list, arguments.of(list.text(), ProductOrder.ordering(orderBy, list.criteria())));
    }

    /** What {@code Category.products} gives without arguments. */
    static ProductPageKey firstOfCategory(String id) {
        return of(
                ProductList.ofCategory(Long.parseLong(id), ProductFilter.criteriaBelowCategory(null)),
                ConnectionArguments.NONE,
                null);
    }

    /** What {@code productsByCategory} gives without arguments but the slug. */
    static ProductPageKey firstOfActiveCategory(String slug) {
        return of(ProductList.ofActiveCategory(slug), ConnectionArguments.NONE, null);
    }

    CacheKey key() {
        CacheKey key = list.key();
        page.arguments(ProductOrder.DEFAULT).forEach(key::argument);
        return key;
    }

    /** What pages have in common that one statement can read: all but the category. */
    List<Object> shape() {
        Map<String, Object> arguments = page.arguments(ProductOrder.DEFAULT);
        return List.of(list.shape(), arguments);
    }
}
