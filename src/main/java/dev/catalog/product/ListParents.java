package dev.catalog.product;

import dev.catalog.relay.SqlArrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;

/**
 * What lists that one statement reads differ in: their categories, as its rows {@code parent}.
 *
 * @param from the rows, each with an {@code id} and, where the lists are of slugs, a {@code slug}
 * @param parameters what the rows are made of
 * @param ids the id of each list's row, in the order of the lists
 */
record ListParents(String from, Map<String, Object> parameters, List<Long> ids) {

    private static final String PARAMETER = "parents";

    static ListParents of(List<ProductList> alike) {
        ProductList first = alike.getFirst();
        if (first.categoryId() != null) {
            List<Long> ids = alike.stream()
                    .map(ProductList::categoryId)
                    .map(Objects::requireNonNull)
                    .toList();
            return new ListParents(
                    "unnest(" + SqlArrays.ids(PARAMETER) + ") as parent(id)",
                    Map.of(PARAMETER, ids.toArray(Long[]::new)),
                    ids);
        }
        if (first.isOfPossibleSlug()) {
            String[] slugs = alike.stream().map(ProductList::activeCategorySlug).toArray(String[]::new);
            return new ListParents(
                    "unnest(" + SqlArrays.texts(PARAMETER) + ") with ordinality as parent(slug, id)",
                    Map.of(PARAMETER, slugs),
                    LongStream.rangeClosed(1, slugs.length).boxed().toList());
        }
        return new ListParents(
                "(select cast(0 as bigint)) as parent(id)", Map.of(), Collections.nCopies(alike.size(), 0L));
    }
}
