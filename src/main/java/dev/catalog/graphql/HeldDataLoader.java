package dev.catalog.graphql;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoader;
import org.dataloader.DelegatingDataLoader;
import org.jspecify.annotations.Nullable;

/** Gives what another DataLoader gives at once, and has nothing read: what would have to be is not given, then or ever. */
final class HeldDataLoader<K, V> extends DelegatingDataLoader<K, V> {

    HeldDataLoader(DataLoader<K, V> other) {
        super(other);
    }

    @Override
    public CompletableFuture<V> load(K key) {
        return load(key, null);
    }

    @Override
    public CompletableFuture<V> load(K key, @Nullable Object context) {
        CompletableFuture<V> known = getCacheMap().get(key);
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
