package dev.catalog.graphql;

import java.util.function.BooleanSupplier;
import org.dataloader.DataLoader;
import org.dataloader.DataLoaderRegistry;
import org.jspecify.annotations.Nullable;

/**
 * The DataLoaders of one operation, each made when it is first asked for: an operation asks for a few of them, and each one that is there
 * is looked at whenever a level is dispatched.
 */
final class OperationDataLoaders extends DataLoaderRegistry {

    /** Makes the DataLoaders of an operation. */
    interface Maker {

        /**
         * The DataLoader of this name; null where none has it.
         *
         * @param last whether what it reads at this moment is the last of its level, so that the thread has nothing else to do
         */
        @Nullable
        DataLoader<?, ?> make(String name, BooleanSupplier last);
    }

    private final Maker maker;
    private volatile boolean last;

    OperationDataLoaders(Maker maker) {
        this.maker = maker;
    }

    @Override
    public <K, V> @Nullable DataLoader<K, V> getDataLoader(String name) {
        DataLoader<K, V> known = super.getDataLoader(name);
        if (known != null) {
            return known;
        }
        DataLoader<?, ?> made = maker.make(name, () -> last);
        return made == null ? null : computeIfAbsent(name, _ -> made);
    }

    /** Of those that have a memory, DataLoaders that give what it holds and have nothing read; none of the others. */
    DataLoaderRegistry held() {
        return new DataLoaderRegistry() {
            @Override
            public <K, V> @Nullable DataLoader<K, V> getDataLoader(String name) {
                DataLoader<K, V> known = super.getDataLoader(name);
                if (known != null) {
                    return known;
                }
                DataLoader<K, V> made = heldOf(OperationDataLoaders.this.getDataLoader(name));
                return made == null ? null : computeIfAbsent(name, _ -> made);
            }
        };
    }

    private static <K, V> @Nullable DataLoader<K, V> heldOf(@Nullable DataLoader<K, V> loader) {
        // One that notes who asks it has to be asked itself.
        return loader == null || loader instanceof ToldDataLoader || !(loader.getCacheMap() instanceof NearValues)
                ? null
                : new HeldDataLoader<>(loader);
    }

    @Override
    public void dispatchAll() {
        // Looked at one by one: what is there at once may dispatch the rest.
        DataLoader<?, ?> next = null;
        for (DataLoader<?, ?> loader : getDataLoaders()) {
            if (loader.dispatchDepth() > 0) {
                if (next != null) {
                    dispatch(next, false);
                }
                next = loader;
            }
        }
        if (next != null) {
            dispatch(next, true);
        }
        last = false;
    }

    private void dispatch(DataLoader<?, ?> loader, boolean asLast) {
        last = asLast;
        var _ = loader.dispatch();
    }
}
