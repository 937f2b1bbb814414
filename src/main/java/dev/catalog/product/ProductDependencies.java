package dev.catalog.product;

import static dev.catalog.product.ProductTagKinds.LIST;
import static dev.catalog.product.ProductTagKinds.LIST_BY_PATH;
import static dev.catalog.product.ProductTagKinds.ROW;

import dev.catalog.cache.Dependencies;
import dev.catalog.cache.ListTag;
import dev.catalog.cache.TagKind;
import dev.catalog.relay.Page;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** What the entries of each region of products depend on. */
final class ProductDependencies {

    private static final String SHOWN = "each one shown";
    private static final String NAMED = "each one that `ids` names";
    private static final String PAGED = "one enters or leaves, or changes in what orders or filters it";
    private static final String COUNTED = "one enters or leaves, or changes in what filters it";
    private static final String WHOLE_OR_CATEGORY = "the list of all, all featured or a category: ";
    private static final String SLUG_OR_SUBTREE = "the list of a slug or of all below a category: ";

    static final Dependencies<Long, Product> BY_ID =
            Dependencies.<Long, Product>none().on(ROW, "its own", List::of);

    static final Dependencies<NewestKey, List<Product>> FEATURED =
            newest("the featured active products: one enters, or its time of creation changes", ProductScope.FEATURED);

    static final Dependencies<NewestKey, List<Product>> POPULAR =
            newest("the active products: one enters, or its time of creation changes", ProductScope.ALL);

    static final Dependencies<ProductPageKey, Page<Product>> PAGE = Dependencies.<ProductPageKey, Page<Product>>none()
            .onShown(ROW, SHOWN, page -> ids(page.nodes()))
            .on(ROW, NAMED, key -> named(key.list()))
            .on(LIST, WHOLE_OR_CATEGORY + PAGED, key -> contents(LIST, key))
            .on(LIST_BY_PATH, SLUG_OR_SUBTREE + PAGED, key -> contents(LIST_BY_PATH, key));

    static final Dependencies<ProductPageKey, Page<Product>> PAGE_BY_SLUG =
            Dependencies.<ProductPageKey, Page<Product>>none()
                    .onShown(ROW, SHOWN, page -> ids(page.nodes()))
                    .on(
                            LIST_BY_PATH,
                            "the list of the slug: one enters or leaves, or changes its name, or the category its flag",
                            key -> contents(LIST_BY_PATH, key));

    static final Dependencies<ProductList, Integer> COUNT = Dependencies.<ProductList, Integer>none()
            .on(ROW, NAMED, ProductDependencies::named)
            .on(LIST, WHOLE_OR_CATEGORY + COUNTED, list -> list.contents(LIST, Set.of()))
            .on(LIST_BY_PATH, SLUG_OR_SUBTREE + COUNTED, list -> list.contents(LIST_BY_PATH, Set.of()));

    static final Dependencies<CategoryCountKey, Integer> CATEGORY_COUNT = Dependencies.<CategoryCountKey, Integer>none()
            .on(LIST, "the category's active products: one enters or leaves", key -> contents(LIST, key))
            .on(
                    LIST_BY_PATH,
                    "the active products of all below, where they count: one enters or leaves",
                    key -> contents(LIST_BY_PATH, key));

    private ProductDependencies() {}

    private static Dependencies<NewestKey, List<Product>> newest(String which, ProductScope scope) {
        return Dependencies.<NewestKey, List<Product>>none()
                .onShown(ROW, SHOWN, ProductDependencies::ids)
                .on(LIST, which, _ -> ListTag.arrivals(scope, true, "created_at"));
    }

    private static List<Long> ids(List<Product> products) {
        return products.stream().map(Product::databaseId).toList();
    }

    private static List<Long> named(ProductList list) {
        List<Long> ids = list.criteria().ids();
        return ids == null ? List.of() : ids;
    }

    private static Collection<ListTag> contents(TagKind kind, ProductPageKey key) {
        return key.list().contents(kind, key.page().ordering().columns());
    }

    private static Collection<ListTag> contents(TagKind kind, CategoryCountKey key) {
        ProductScope scope = ProductScope.of(key.categoryId(), key.includeSubcategories());
        return scope.kind().equals(kind) ? ListTag.contents(scope, true, Set.of()) : List.of();
    }
}
