package dev.catalog.category;

import dev.catalog.cache.TagKind;

/** The kinds of things that entries of categories depend on. */
final class CategoryTagKinds {

    static final TagKind ROW = new TagKind("category", "a change of the category's row: any column, inserted, deleted");

    static final TagKind SLUG =
            new TagKind("category-slug", "a change of the row of the category that has the slug or had it: any column");

    static final TagKind LIST = new TagKind(
            "category-list",
            "a category that enters the list or leaves it; one in it that changes in a column that the entry depends on");

    private CategoryTagKinds() {}
}
