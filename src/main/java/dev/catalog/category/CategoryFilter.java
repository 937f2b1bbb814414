package dev.catalog.category;

import dev.catalog.relay.GlobalId;
import dev.catalog.relay.IdList;
import dev.catalog.relay.SearchTerms;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The input {@code CategoryFilter}, as the client gave it. */
record CategoryFilter(
        @Nullable List<String> ids,
        @Nullable String parentId,
        @Nullable Boolean roots,
        @Nullable Boolean includeInactive,
        @Nullable String search) {

    static CategoryCriteria criteria(@Nullable CategoryFilter filter) {
        return filter == null ? CategoryCriteria.ACTIVE : filter.criteria();
    }

    private CategoryCriteria criteria() {
        return new CategoryCriteria(
                IdList.databaseIds(ids, Category.TYPE_NAME, "filter.ids"),
                parentId == null ? null : GlobalId.databaseId(parentId, Category.TYPE_NAME, "filter.parentId"),
                roots,
                Boolean.TRUE.equals(includeInactive),
                search == null ? null : SearchTerms.parse(search));
    }
}
