package dev.catalog.graphql;

import static java.util.Objects.requireNonNull;

import dev.catalog.feed.CatalogChange;
import dev.catalog.feed.CatalogTable;
import dev.catalog.feed.ReadChange;
import dev.catalog.relay.GlobalId;
import dev.catalog.relay.NodeLoader;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts changes as subscribers are told of them. */
@Component
final class ToldChanges {

    private final Map<CatalogTable, String> typeNames = new EnumMap<>(CatalogTable.class);

    ToldChanges(List<NodeLoader<?>> nodes) {
        for (NodeLoader<?> node : nodes) {
            String table = node.table();
            if (table != null) {
                typeNames.put(CatalogTable.valueOf(table.toUpperCase(Locale.ROOT)), node.typeName());
            }
        }
        for (CatalogTable table : CatalogTable.values()) {
            requireNonNull(typeNames.get(table), () -> "No node is a row of " + table);
        }
    }

    /** The change for a subscriber who sees all rows, or active ones alone; null where it sees nothing of it. */
    @Nullable
    ToldChange of(ReadChange read, boolean seesAll) {
        CatalogChange change = read.change();
        if (change == null) {
            return new ToldChange(CatalogVersion.of(read.place()), ChangeOperation.RESET, null);
        }
        ChangeOperation operation = ChangeOperation.of(change, seesAll);
        return operation == null ? null : new ToldChange(CatalogVersion.of(read.place()), operation, id(change));
    }

    private String id(CatalogChange change) {
        return new GlobalId(requireNonNull(typeNames.get(change.table())), change.id()).toString();
    }
}
