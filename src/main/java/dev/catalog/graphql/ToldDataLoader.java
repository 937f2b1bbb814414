package dev.catalog.graphql;

import dev.catalog.cache.RegionLoader;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.dataloader.DataLoader;
import org.dataloader.DataLoaderFactory;
import org.dataloader.DelegatingDataLoader;
import org.jspecify.annotations.Nullable;

/** A DataLoader that notes which root field each key is asked for under. */
final class ToldDataLoader<K, V> extends DelegatingDataLoader<K, V> {

    private final RegionLoader<K, V> loader;
    private final RootReads reads;

    ToldDataLoader(DataLoader<K, V> delegate, RegionLoader<K, V> loader, RootReads reads) {
        super(delegate);
        this.loader = loader;
        this.reads = reads;
    }

    @Override
    public CompletableFuture<V> load(K key) {
        note(key);
        return super.load(key);
    }

    @Override
    public CompletableFuture<V> load(K key, @Nullable Object context) {
        note(key);
        return super.load(key, context);
    }

    /** A registry that observes its DataLoaders asks for such a copy. */
    @Override
    public DataLoader<K, V> transform(Consumer<DataLoaderFactory.Builder<K, V>> change) {
        return new ToldDataLoader<>(delegate.transform(change), loader, reads);
    }

    private void note(K key) {
        String rootField = RootFieldMarker.current();
        if (rootField != null) {
            reads.asked(
                    rootField,
                    loader.region().name(),
                    loader.region().key().apply(key).toString());
        }
    }
}
