package dev.catalog.product;

import static java.util.stream.Collectors.toMap;

import dev.catalog.relay.ConnectionArguments;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * The first of a list of the newest products.
 *
 * @param size how many are asked for
 */
record NewestKey(int size) {

    /** As many as a page may ask for. */
    static final NewestKey MOST = new NewestKey(ConnectionArguments.LARGEST_PAGE_SIZE);

    /** What all of these ask for, out of one list that holds enough for each. */
    static Map<NewestKey, List<Product>> read(Set<NewestKey> keys, IntFunction<List<Product>> list) {
        List<Product> products =
                list.apply(keys.stream().mapToInt(NewestKey::size).max().orElse(0));
        return keys.stream().collect(toMap(key -> key, key -> key.in(products)));
    }

    /** What it asks for in a list that may hold more. */
    List<Product> in(List<Product> products) {
        return products.size() <= size ? products : products.subList(0, size);
    }
}
