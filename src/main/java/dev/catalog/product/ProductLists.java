package dev.catalog.product;

import dev.catalog.cache.Listing;
import dev.catalog.category.CategoryPaths;
import dev.catalog.category.CategoryPaths.Step;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The lists that hold the products of a place, in the tree as it is. Not safe for use by several threads. */
final class ProductLists {

    /** What decides which lists a product is in. */
    record Place(long categoryId, boolean active, boolean featured) {}

    private final CategoryPaths paths;
    private final Map<Place, Set<Listing>> byPlace = new HashMap<>();

    ProductLists(CategoryPaths paths) {
        this.paths = paths;
    }

    /** The lists that a product is in; none where it is nowhere. */
    Set<Listing> of(@Nullable Place place) {
        return place == null ? Set.of() : byPlace.computeIfAbsent(place, this::listings);
    }

    /** The lists of all below a category, and of all below each one above it. */
    Set<Listing> below(long categoryId) {
        Set<Listing> listings = new HashSet<>();
        addBelow(listings, paths.upFrom(categoryId), true);
        return listings;
    }

    private Set<Listing> listings(Place place) {
        List<Step> way = paths.upFrom(place.categoryId());
        String slug = way.getFirst().slug();
        Set<Listing> listings = new HashSet<>();
        add(listings, ProductScope.ALL, place.active());
        if (place.featured()) {
            add(listings, ProductScope.FEATURED, place.active());
        }
        add(listings, ProductScope.of(place.categoryId(), false), place.active());
        if (slug != null) {
            add(listings, ProductScope.of(slug, false), place.active());
        }
        addBelow(listings, way, place.active());
        return listings;
    }

    private static void addBelow(Set<Listing> listings, List<Step> way, boolean active) {
        for (Step step : way) {
            add(listings, ProductScope.of(step.id(), true), active);
            if (step.slug() != null) {
                add(listings, ProductScope.of(step.slug(), true), active);
            }
        }
    }

    /** Adds the lists of a set that an active or inactive product of it is in. */
    static void add(Set<Listing> listings, ProductScope scope, boolean active) {
        listings.add(new Listing(scope.kind(), scope, false));
        if (active) {
            listings.add(new Listing(scope.kind(), scope, true));
        }
    }
}
