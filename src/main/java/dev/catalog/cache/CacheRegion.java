package dev.catalog.cache;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;

/**
 * A named set of cache entries of one kind that share a time to live.
 *
 * @param name kebab case, after what the region holds; settings and metrics use it
 * @param holds what one entry holds, a phrase for the documentation
 * @param ttl how long an entry lives where no setting says otherwise
 * @param key the entry's key, unique among all regions
 * @param keyForms the forms that its keys have; no key of another region has one of them
 * @param valueType the type that the stored JSON is read back as
 * @param nothing whether a value says that there is nothing under its key
 */
public record CacheRegion<K, V>(
        String name,
        String holds,
        Duration ttl,
        Function<K, CacheKey> key,
        List<KeyForm> keyForms,
        ParameterizedTypeReference<V> valueType,
        Predicate<V> nothing) {

    public CacheRegion {
        keyForms = List.copyOf(keyForms);
    }

    public static <K, V> CacheRegion<K, V> of(
            String name, Duration ttl, Class<V> valueType, Function<K, CacheKey> key) {
        return of(name, ttl, ParameterizedTypeReference.<V>forType(valueType), key);
    }

    public static <K, V> CacheRegion<K, V> of(
            String name, Duration ttl, ParameterizedTypeReference<V> valueType, Function<K, CacheKey> key) {
        return new CacheRegion<>(name, "", ttl, key, List.of(), valueType, _ -> false);
    }

    /** This region, documented by what an entry holds and by the {@linkplain KeyForm forms} of its keys. */
    public CacheRegion<K, V> holding(String what, String... forms) {
        List<KeyForm> all = Stream.of(forms).map(KeyForm::new).toList();
        return new CacheRegion<>(name, what, ttl, key, all, valueType, nothing);
    }

    /**
     * This region where such values say "nothing there", of a key that the client chose. They are kept as shortly as the
     * absence of a value is, so that made-up keys don't fill the memory.
     */
    public CacheRegion<K, V> absentIf(Predicate<V> saysNothing) {
        return new CacheRegion<>(name, holds, ttl, key, keyForms, valueType, saysNothing);
    }

    /** Whether there is nothing under the key that has this value. */
    public boolean isAbsent(@Nullable V value) {
        return value == null || nothing.test(value);
    }

    /** Whether a key, without the prefix that all regions share, is one of this region's. */
    public boolean owns(String keyText) {
        return keyForms.stream().anyMatch(form -> form.matches(keyText));
    }
}
