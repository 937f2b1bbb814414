package dev.catalog.product;

import static java.util.stream.Collectors.toSet;

import dev.catalog.cache.CacheTag;
import dev.catalog.cache.ChangeTags;
import dev.catalog.cache.TagKind;
import dev.catalog.cache.TouchedTags;
import dev.catalog.category.CategoryPaths;
import dev.catalog.feed.CatalogChange;
import dev.catalog.feed.CatalogTable;
import dev.catalog.feed.ChangeBatch;
import dev.catalog.feed.ChangeKind;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What changes of products and categories touch in the entries of {@link ProductDependencies}. Costs one statement a batch,
 * or none where no list of products could notice its changes.
 */
@Component
class ProductChangeTags implements ChangeTags {

    @Override
    public Map<CacheTag, ? extends Collection<Long>> touchedBy(ChangeBatch batch, JdbcClient database) {
        TouchedTags touched = new TouchedTags();
        Set<ListMove> moves = new HashSet<>();
        for (CatalogChange change : batch.changes()) {
            if (change.kind() == ChangeKind.MANY) {
                continue;
            }
            switch (change.table()) {
                case PRODUCTS -> {
                    touched.touch(ProductTagKinds.ROW, change.id(), change.transaction());
                    ProductMove.of(change).ifPresent(moves::add);
                }
                case CATEGORIES -> CategoryMove.of(change).ifPresent(moves::add);
            }
        }
        CategoryPaths paths =
                CategoryPaths.read(moves.stream().flatMap(ListMove::categoryIds).collect(toSet()), database);
        ProductLists lists = new ProductLists(paths);
        moves.forEach(move -> move.touch(lists, touched));
        return touched.byTag();
    }

    @Override
    public Collection<TagKind> kinds(CatalogTable table) {
        return switch (table) {
            case PRODUCTS -> List.of(ProductTagKinds.ROW, ProductTagKinds.LIST, ProductTagKinds.LIST_BY_PATH);
            case CATEGORIES -> List.of(ProductTagKinds.LIST_BY_PATH);
        };
    }
}
