package dev.catalog.product;

import dev.catalog.cache.Listing;
import dev.catalog.cache.TouchedTags;
import dev.catalog.feed.CatalogChange;
import dev.catalog.feed.RowValues;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A category takes the products below it from one place of the tree to another, from one slug to another, or shows or hides
 * the list of its slug.
 *
 * @param before where it was, null where it was not there
 * @param after where it is, null where it is not there any more
 */
record CategoryMove(
        long transaction,
        long id,
        @Nullable Place before,
        @Nullable Place after) implements ListMove {

    /** What decides which lists the products of a category are in. */
    record Place(@Nullable Long parentId, String slug, boolean active) {

        static @Nullable Place of(RowValues row) {
            String slug = row.text("slug");
            return slug == null ? null : new Place(row.number("parent_id"), slug, row.flag("active"));
        }
    }

    /** What a change of a category does; empty where it is nothing that a list of products could notice. */
    static Optional<ListMove> of(CatalogChange change) {
        Place before = Place.of(change.before());
        Place after = Place.of(change.after());
        return Objects.equals(before, after)
                ? Optional.empty()
                : Optional.of(new CategoryMove(change.transaction(), change.id(), before, after));
    }

    @Override
    public Stream<Long> categoryIds() {
        return isOfTree() ? Stream.of(before, after).flatMap(CategoryMove::parentId) : Stream.of();
    }

    @Override
    public void touch(ProductLists lists, TouchedTags touched) {
        Set<String> flag = before != null && after != null && before.active() != after.active()
                ? Set.of(ProductList.CATEGORY_FLAG)
                : Set.of();
        touched.touchLists(ofSlug(before), ofSlug(after), flag, transaction);
        if (isOfTree()) {
            // Told apart: what is above both parents may not have been above both before, as where a cycle is opened.
            touched.touchLists(above(before, lists), Set.of(), Set.of(), transaction);
            touched.touchLists(Set.of(), above(after, lists), Set.of(), transaction);
        }
    }

    private boolean isOfTree() {
        return before == null || after == null || !Objects.equals(before.parentId(), after.parentId());
    }

    private static Set<Listing> ofSlug(@Nullable Place place) {
        Set<Listing> listings = new HashSet<>();
        if (place != null) {
            ProductLists.add(listings, ProductScope.of(place.slug(), false), true);
            ProductLists.add(listings, ProductScope.of(place.slug(), true), true);
        }
        return listings;
    }

    private Set<Listing> above(@Nullable Place place, ProductLists lists) {
        Set<Listing> listings = new HashSet<>();
        parentId(place).forEach(parent -> listings.addAll(lists.below(parent)));
        if (place != null && (before == null || after == null)) {
            // Those below a category that comes or goes may name it as their parent without it.
            ProductLists.add(listings, ProductScope.of(id, true), true);
        }
        return listings;
    }

    private static Stream<Long> parentId(@Nullable Place place) {
        return Stream.ofNullable(place).map(Place::parentId).filter(Objects::nonNull);
    }
}
