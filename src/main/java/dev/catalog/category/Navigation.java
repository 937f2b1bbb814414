package dev.catalog.category;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

    /** The subcategories of each root, by its id. */
    Map<Long, List<Category>> below() {
        Map<Long, List<Category>> below = HashMap.newHashMap(roots.size());
        roots.forEach(root -> below.put(root.databaseId(), new ArrayList<>()));
        subcategories.forEach(category -> {
            List<Category> siblings = below.get(category.parentId());
            if (siblings != null) {
                siblings.add(category);
            }
        });
        return below;
    }
}
