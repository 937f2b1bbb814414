package dev.catalog.category;

import static dev.catalog.category.CategoryTagKinds.LIST;
import static dev.catalog.category.CategoryTagKinds.ROW;
import static dev.catalog.category.CategoryTagKinds.SLUG;

import dev.catalog.cache.Dependencies;
import dev.catalog.cache.ListTag;
import dev.catalog.cache.SoleKey;
import dev.catalog.relay.Page;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What the entries of each region of categories depend on. */
final class CategoryDependencies {

    private static final String SHOWN = "each one shown";

    static final Dependencies<Long, Category> BY_ID =
            Dependencies.<Long, Category>none().on(ROW, "its own", List::of);

    static final Dependencies<String, Category> BY_SLUG =
            Dependencies.<String, Category>none().on(SLUG, "its own", List::of);

    static final Dependencies<Long, List<Category>> ANCESTORS = Dependencies.<Long, List<Category>>none()
            .on(ROW, "the category itself", List::of)
            .onShown(ROW, SHOWN, CategoryDependencies::ids)
            .onShown(ROW, "the one that the uppermost names as its parent", CategoryDependencies::parentOfUppermost)
            .onShown(
                    LIST,
                    "all categories, where it has no ancestors: one enters",
                    ancestors -> ancestors.isEmpty() ? ListTag.arrivals(CategoryScope.ALL, false) : List.of());

    static final Dependencies<Long, List<Category>> SUBCATEGORIES = Dependencies.<Long, List<Category>>none()
            .onShown(ROW, SHOWN, CategoryDependencies::ids)
            .on(LIST, "its subcategories: one enters", id -> ListTag.arrivals(CategoryScope.below(id), false));

    static final Dependencies<SoleKey, Navigation> NAVIGATION = Dependencies.<SoleKey, Navigation>none()
            .onShown(ROW, SHOWN, menu -> ids(menu.roots()))
            .onShown(ROW, "each one shown below a root", menu -> ids(menu.subcategories()))
            .on(LIST, "the active roots: one enters", _ -> ListTag.arrivals(CategoryScope.ROOTS, true))
            .onShown(
                    LIST,
                    "the subcategories of each root: one enters",
                    menu -> menu.roots().stream()
                            .flatMap(root -> ListTag.arrivals(CategoryScope.below(root.databaseId()), false).stream())
                            .toList());

    static final Dependencies<CategoryPageKey, Page<Category>> PAGE =
            Dependencies.<CategoryPageKey, Page<Category>>none()
                    .onShown(ROW, SHOWN, page -> ids(page.nodes()))
                    .on(ROW, "each one that `ids` names", key -> named(key.criteria()))
                    .on(
                            LIST,
                            "the list: one enters or leaves, or changes in what orders or filters it",
                            key -> contents(
                                    key.criteria(), key.page().ordering().columns()));

    static final Dependencies<CategoryCriteria, Integer> COUNT = Dependencies.<CategoryCriteria, Integer>none()
            .on(ROW, "each one that `ids` names", CategoryDependencies::named)
            .on(
                    LIST,
                    "the list: one enters or leaves, or changes in what filters it",
                    criteria -> contents(criteria, Set.of()));

    private CategoryDependencies() {}

    private static List<Long> ids(List<Category> categories) {
        return categories.stream().map(Category::databaseId).toList();
    }

    /** Where that row is gone, the list of ancestors goes on when it is back. */
    private static List<Long> parentOfUppermost(List<Category> ancestors) {
        Long parentId = ancestors.isEmpty() ? null : ancestors.getFirst().parentId();
        return parentId == null ? List.of() : List.of(parentId);
    }

    private static List<Long> named(CategoryCriteria criteria) {
        return criteria.ids() == null ? List.of() : criteria.ids();
    }

    /** Where ids are named, their rows say it all. */
    private static List<ListTag> contents(CategoryCriteria criteria, Collection<String> order) {
        if (criteria.ids() != null) {
            return List.of();
        }
        Set<String> columns = new TreeSet<>(order);
        if (criteria.search() != null) {
            columns.add("name");
        }
        return ListTag.contents(criteria.scope(), !criteria.includeInactive(), columns);
    }
}
