package dev.catalog.graphql;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.dataloader.DataLoader;
import org.dataloader.DataLoaderFactory;
import org.dataloader.DelegatingDataLoader;
import org.jspecify.annotations.Nullable;

/**
 * A DataLoader that gives at once what this node's memory holds, and gathers the rest of a level. What it has given once in an
 * operation it gives again, whatever becomes of the memory.
 */
final class NearDataLoader<K, V> extends DelegatingDataLoader<K, V> {

    private final Function<K, @Nullable CompletableFuture<V>> near;

    /** @param near gives what the memory holds, complete; null where the key has to be read */
    NearDataLoader(DataLoader<K, V> delegate, Function<K, @Nullable CompletableFuture<V>> near) {
        super(delegate);
        this.near = near;
    }

    @Override
    public CompletableFuture<V> load(K key) {
        return load(key, null);
    }

    @Override
    public CompletableFuture<V> load(K key, @Nullable Object context) {
        if (getIfPresent(key).isEmpty()) {
            CompletableFuture<V> held = near.apply(key);
            if (held != null) {
                prime(key, held);
                return held;
            }
        }
        return super.load(key, context);
    }

    /** A registry that observes its DataLoaders asks for such a copy. */
    @Override
    public DataLoader<K, V> transform(Consumer<DataLoaderFactory.Builder<K, V>> change) {
        return new NearDataLoader<>(delegate.transform(change), near);
    }
}
