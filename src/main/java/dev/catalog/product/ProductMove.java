package dev.catalog.product;

import dev.catalog.cache.TouchedTags;
import dev.catalog.feed.CatalogChange;
import dev.catalog.feed.RowValues;
import dev.catalog.product.ProductLists.Place;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A product enters lists, leaves them, or changes within them.
 *
 * @param before where it was, null where it was not there
 * @param after where it is, null where it is not there any more
 * @param columns those of the columns in which it changed that some list orders or filters by
 */
record ProductMove(
        long transaction, @Nullable Place before, @Nullable Place after, Set<String> columns) implements ListMove {

    private static final Set<String> LISTED_COLUMNS = Set.of("name", "description", "price", "featured", "created_at");

    /** What a change of a product does; empty where it is nothing that a list could notice. */
    static Optional<ListMove> of(CatalogChange change) {
        Place before = place(change.before());
        Place after = place(change.after());
        Set<String> columns = new HashSet<>(change.columns());
        columns.retainAll(LISTED_COLUMNS);
        return Objects.equals(before, after) && columns.isEmpty()
                ? Optional.empty()
                : Optional.of(new ProductMove(change.transaction(), before, after, columns));
    }

    @Override
    public Stream<Long> categoryIds() {
        return Stream.of(before, after).filter(Objects::nonNull).map(Place::categoryId);
    }

    @Override
    public void touch(ProductLists lists, TouchedTags touched) {
        touched.touchLists(lists.of(before), lists.of(after), columns, transaction);
    }

    private static @Nullable Place place(RowValues row) {
        Long categoryId = row.number("category_id");
        return categoryId == null ? null : new Place(categoryId, row.flag("active"), row.flag("featured"));
    }
}
