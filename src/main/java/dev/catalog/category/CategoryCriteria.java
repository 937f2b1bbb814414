package dev.catalog.category;

import dev.catalog.cache.CacheKey;
import dev.catalog.relay.SearchTerms;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which categories a list holds: a filter that was checked, in canonical form.
 *
 * @param ids in ascending order, each once; null where ids don't matter
 */
record CategoryCriteria(
        @Nullable List<Long> ids,
        @Nullable Long parentId,
        @Nullable Boolean roots,
        boolean includeInactive,
        @Nullable SearchTerms search) {

    static final CategoryCriteria ACTIVE = new CategoryCriteria(null, null, null, false, null);

    /** The key of the list itself. */
    CacheKey key() {
        return appendTo(CacheKey.path("categories"));
    }

    CacheKey countKey() {
        return appendTo(CacheKey.path("categories/count"));
    }

    /** What the list is, as one text; its cursors are bound to it. */
    String text() {
        return key().toString();
    }

    /** The narrowest set of categories that it takes its own from, ids aside. */
    CategoryScope scope() {
        if (parentId != null) {
            return CategoryScope.below(parentId);
        }
        if (roots == null) {
            return CategoryScope.ALL;
        }
        return roots ? CategoryScope.ROOTS : CategoryScope.SUBCATEGORIES;
    }

    private CacheKey appendTo(CacheKey key) {
        return key.argument("ids", ids)
                .argument("parentId", parentId)
                .argument("roots", roots)
                .argument("includeInactive", includeInactive ? true : null)
                .argument("search", search == null ? null : search.words());
    }
}
