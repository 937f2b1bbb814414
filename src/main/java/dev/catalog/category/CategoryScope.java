package dev.catalog.category;

import dev.catalog.feed.RowValues;
import java.util.List;

/**
 * A set of categories out of which lists are made, whatever flags and words they filter by.
 *
 * @param parentId the category directly above all of them, 0 where they don't share one
 */
record CategoryScope(Type type, long parentId) {

    enum Type {
        ALL,
        ROOTS,
        SUBCATEGORIES,
        SIBLINGS
    }

    static final CategoryScope ALL = new CategoryScope(Type.ALL, 0);
    static final CategoryScope ROOTS = new CategoryScope(Type.ROOTS, 0);
    static final CategoryScope SUBCATEGORIES = new CategoryScope(Type.SUBCATEGORIES, 0);

    static CategoryScope below(long parentId) {
        return new CategoryScope(Type.SIBLINGS, parentId);
    }

    /** All sets that a row is in. */
    static List<CategoryScope> of(RowValues row) {
        Long parentId = row.number("parent_id");
        return parentId == null ? List.of(ALL, ROOTS) : List.of(ALL, SUBCATEGORIES, below(parentId));
    }
}
