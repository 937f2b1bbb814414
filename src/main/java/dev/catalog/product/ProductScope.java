package dev.catalog.product;

import dev.catalog.cache.TagKind;
import org.jspecify.annotations.Nullable;

/**
 * A set of products out of which lists are made, whatever flags, prices and words they filter by.
 *
 * @param category the id or the slug of the category that it belongs to, null where it belongs to none
 */
record ProductScope(Type type, @Nullable Object category) {

    enum Type {
        ALL,
        FEATURED,
        CATEGORY,
        CATEGORY_BY_SLUG,
        SUBTREE,
        SUBTREE_BY_SLUG
    }

    static final ProductScope ALL = new ProductScope(Type.ALL, null);
    static final ProductScope FEATURED = new ProductScope(Type.FEATURED, null);

    /** The products of a category, with all below it or without. */
    static ProductScope of(long categoryId, boolean subtree) {
        return new ProductScope(subtree ? Type.SUBTREE : Type.CATEGORY, categoryId);
    }

    /** The products of the category that has this slug, with all below it or without. */
    static ProductScope of(String slug, boolean subtree) {
        return new ProductScope(subtree ? Type.SUBTREE_BY_SLUG : Type.CATEGORY_BY_SLUG, slug);
    }

    /** The kind of the tags of what happens to such a set. */
    TagKind kind() {
        return switch (type) {
            case ALL, FEATURED, CATEGORY -> ProductTagKinds.LIST;
            case CATEGORY_BY_SLUG, SUBTREE, SUBTREE_BY_SLUG -> ProductTagKinds.LIST_BY_PATH;
        };
    }
}
