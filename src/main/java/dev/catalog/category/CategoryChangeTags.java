package dev.catalog.category;

import dev.catalog.cache.CacheTag;
import dev.catalog.cache.ChangeTags;
import dev.catalog.cache.Listing;
import dev.catalog.cache.TagKind;
import dev.catalog.cache.TouchedTags;
import dev.catalog.feed.CatalogChange;
import dev.catalog.feed.CatalogTable;
import dev.catalog.feed.ChangeBatch;
import dev.catalog.feed.ChangeKind;
import dev.catalog.feed.RowValues;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What changes of categories touch in the entries of {@link CategoryDependencies}. Needs no statement. */
@Component
class CategoryChangeTags implements ChangeTags {

    /** The columns that some list orders or searches by. */
    private static final Set<String> LISTED_COLUMNS = Set.of("name", "position", "created_at");

    @Override
    public Map<CacheTag, ? extends Collection<Long>> touchedBy(ChangeBatch batch, JdbcClient database) {
        TouchedTags touched = new TouchedTags();
        batch.changes().stream()
                .filter(change -> change.table() == CatalogTable.CATEGORIES && change.kind() != ChangeKind.MANY)
                .forEach(change -> touch(change, touched));
        return touched.byTag();
    }

    @Override
    public Collection<TagKind> kinds(CatalogTable table) {
        return table == CatalogTable.CATEGORIES
                ? List.of(CategoryTagKinds.ROW, CategoryTagKinds.SLUG, CategoryTagKinds.LIST)
                : List.of();
    }

    private static void touch(CatalogChange change, TouchedTags touched) {
        touched.touch(CategoryTagKinds.ROW, change.id(), change.transaction());
        for (RowValues row : List.of(change.before(), change.after())) {
            String slug = row.text("slug");
            if (slug != null) {
                touched.touch(CategoryTagKinds.SLUG, slug, change.transaction());
            }
        }
        Set<String> columns = new HashSet<>(change.columns());
        columns.retainAll(LISTED_COLUMNS);
        touched.touchLists(listings(change.before()), listings(change.after()), columns, change.transaction());
    }

    private static Set<Listing> listings(RowValues row) {
        Set<Listing> listings = new HashSet<>();
        if (!row.equals(RowValues.NONE)) {
            for (CategoryScope scope : CategoryScope.of(row)) {
                listings.add(new Listing(CategoryTagKinds.LIST, scope, false));
                if (row.flag("active")) {
                    listings.add(new Listing(CategoryTagKinds.LIST, scope, true));
                }
            }
        }
        return listings;
    }
}
