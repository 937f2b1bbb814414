package dev.catalog.cache;

import java.util.Map;
import java.util.Set;

/**
 * One cached read of a feature, declared once: the region it fills and how one query answers a whole set of keys.
 * <p>Readers reach it through the DataLoader that bears the class's name without {@code Loader}.
 */
public interface RegionLoader<K, V> {

    /** The region that keeps the loaded values. */
    CacheRegion<K, V> region();

    /**
     * Reads the values of all keys from the database, at one statement a set of arguments.
     * A key without a value is left out of the answer; its absence is cached too.
     */
    Map<K, V> loadAll(Set<K> keys);

    /** What the values depend on, and so which changes of the catalog make them invalid. */
    default Dependencies<K, V> dependencies() {
        return Dependencies.none();
    }
}
