package dev.catalog.cache;

import java.time.Duration;
import java.util.function.Function;
import org.springframework.core.ParameterizedTypeReference;

/**
 * A named set of cache entries of one kind that share a time to live.
 *
 * @param name kebab case, after what the region holds; settings and metrics use it
 * @param ttl how long an entry lives where no setting says otherwise
 * @param key the entry's key, unique among all regions
 * @param valueType the type that the stored JSON is read back as
 */
public record CacheRegion<K, V>(
        String name, Duration ttl, Function<K, CacheKey> key, ParameterizedTypeReference<V> valueType) {

    public static <K, V> CacheRegion<K, V> of(
            String name, Duration ttl, Class<V> valueType, Function<K, CacheKey> key) {
        return new CacheRegion<>(name, ttl, key, ParameterizedTypeReference.forType(valueType));
    }

    public static <K, V> CacheRegion<K, V> of(
            String name, Duration ttl, ParameterizedTypeReference<V> valueType, Function<K, CacheKey> key) {
        return new CacheRegion<>(name, ttl, key, valueType);
    }
}
