package dev.catalog.graphql;

import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.dataloader.CacheMap;
import org.jspecify.annotations.Nullable;

/**
 * What a DataLoader has given in its operation, or is about to give, and in front of that what is near: in this node's memory, or
 * left with the operation by another load. That is given at once, and the rest of a level gathered. What was given once is given again,
 * whatever becomes of that memory.
 */
final class NearValues<K, V> implements CacheMap<K, V> {

    private final Function<K, @Nullable CompletableFuture<V>> near;
    private final ConcurrentMap<K, CompletableFuture<V>> given = new ConcurrentHashMap<>();

    /** @param near gives what is near, complete; null where the key has to be read */
    NearValues(Function<K, @Nullable CompletableFuture<V>> near) {
        this.near = near;
    }

    /** What the operation has of the key, or is about to have, or is near; null where it has to be read. */
    @Override
    public @Nullable CompletableFuture<V> get(K key) {
        CompletableFuture<V> known = given.get(key);
        if (known != null) {
            return known;
        }
        CompletableFuture<V> held = near.apply(key);
        CompletableFuture<V> other = held == null ? null : given.putIfAbsent(key, held);
        return other == null ? held : other;
    }

    @Override
    public boolean containsKey(K key) {
        return given.containsKey(key);
    }

    @Override
    public Collection<CompletableFuture<V>> getAll() {
        return given.values();
    }

    @Override
    public @Nullable CompletableFuture<V> putIfAbsentAtomically(K key, CompletableFuture<V> value) {
        return given.putIfAbsent(key, value);
    }

    @Override
    public CacheMap<K, V> delete(K key) {
        given.remove(key);
        return this;
    }

    @Override
    public CacheMap<K, V> clear() {
        given.clear();
        return this;
    }

    @Override
    public int size() {
        return given.size();
    }
}
