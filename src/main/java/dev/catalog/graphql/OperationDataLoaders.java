package dev.catalog.graphql;

import java.util.function.Function;
import org.dataloader.DataLoader;
import org.dataloader.DataLoaderRegistry;
import org.jspecify.annotations.Nullable;

/**
 * The DataLoaders of one operation, each made when it is first asked for: an operation asks for a few of them, and each one that is there
 * is looked at whenever a level is dispatched.
 */
final class OperationDataLoaders extends DataLoaderRegistry {

    private final Function<String, @Nullable DataLoader<?, ?>> maker;

    /** @param maker makes the DataLoader of this name, or null where none has it */
    OperationDataLoaders(Function<String, @Nullable DataLoader<?, ?>> maker) {
        this.maker = maker;
    }

    @Override
    public <K, V> @Nullable DataLoader<K, V> getDataLoader(String name) {
        DataLoader<K, V> known = super.getDataLoader(name);
        if (known != null) {
            return known;
        }
        DataLoader<?, ?> made = maker.apply(name);
        return made == null ? null : computeIfAbsent(name, _ -> made);
    }
}
