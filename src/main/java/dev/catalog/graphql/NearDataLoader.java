package dev.catalog.graphql;

import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private volatile @Nullable DataLoader<K, V> held;

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
        CompletableFuture<V> known = known(key);
        return known == null ? super.load(key, context) : known;
    }

    /** What this operation has of the key, or is about to have, or the memory holds; null where it has to be read. */
    private @Nullable CompletableFuture<V> known(K key) {
        Optional<CompletableFuture<V>> present = getIfPresent(key);
        if (present.isPresent()) {
            return present.get();
        }
        CompletableFuture<V> held = near.apply(key);
        if (held != null) {
            prime(key, held);
        }
        return held;
    }

    /** The same, but that it has nothing read: what would have to be is not given, then or ever. */
    DataLoader<K, V> held() {
        DataLoader<K, V> made = held;
        if (made == null) {
            made = new Held();
            held = made;
        }
        return made;
    }

    /** A registry that observes its DataLoaders asks for such a copy. */
    @Override
    public DataLoader<K, V> transform(Consumer<DataLoaderFactory.Builder<K, V>> change) {
        return new NearDataLoader<>(delegate.transform(change), near);
    }

    private final class Held extends DelegatingDataLoader<K, V> {

        Held() {
            super(NearDataLoader.this);
        }

        @Override
        public CompletableFuture<V> load(K key) {
            return load(key, null);
        }

        @Override
        public CompletableFuture<V> load(K key, @Nullable Object context) {
            CompletableFuture<V> known = known(key);
            return known == null ? new CompletableFuture<>() : known;
        }

        @Override
        public CompletableFuture<List<V>> loadMany(List<K> keys) {
            return loadMany(keys, List.of());
        }

        @Override
        public CompletableFuture<List<V>> loadMany(List<K> keys, List<Object> contexts) {
            throw new UnsupportedOperationException("What is at hand is asked for key by key");
        }

        @Override
        public CompletableFuture<Map<K, V>> loadMany(Map<K, ?> keys) {
            throw new UnsupportedOperationException("What is at hand is asked for key by key");
        }
    }
}
