package dev.catalog.category;

import java.util.List;

/**
 * The menu: what the region `navigation` holds in its one entry.
 *
 * @param roots active root categories by position, name and id
 * @param subcategories those directly below a root, active or not, in the same order
 */
record Navigation(List<Category> roots, List<Category> subcategories) {

    Navigation {
        roots = List.copyOf(roots);
        subcategories = List.copyOf(subcategories);
    }

    List<Category> below(Category root) {
        return subcategories.stream()
                .filter(category -> category.parentId() != null && category.parentId() == root.databaseId())
                .toList();
    }
}
