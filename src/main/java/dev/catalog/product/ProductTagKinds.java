package dev.catalog.product;

import dev.catalog.cache.TagKind;

/** The kinds of things that entries of products depend on. */
final class ProductTagKinds {

    static final TagKind ROW = new TagKind("product", "a change of the product's row: any column, inserted, deleted");

    static final TagKind LIST = new TagKind(
            "product-list",
            "a product that enters the list or leaves it; one in it that changes in a column that the entry depends on");

    static final TagKind LIST_BY_PATH = new TagKind(
            "product-list-by-path",
            "the same, where the list is of a category's slug or of all below a category; a category that is inserted, deleted"
                    + " or moved below that one, or that gets or loses the slug; where it must be active, its flag");

    private ProductTagKinds() {}
}
