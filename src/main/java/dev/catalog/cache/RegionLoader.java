package dev.catalog.cache;

import java.util.Map;
import java.util.Set;
import org.springframework.util.StringUtils;

/** One cached read of a feature, declared once: the region it fills and how one query answers a whole set of keys. */
public interface RegionLoader<K, V> {

    /** The name of the DataLoader by which readers reach it: the class's name without {@code Loader}, unless it says otherwise. */
    default String dataLoaderName() {
        String className = getClass().getSimpleName();
        return StringUtils.uncapitalize(className.substring(0, className.length() - "Loader".length()));
    }

    /** The region that keeps the loaded values. */
    CacheRegion<K, V> region();

    /** What the values depend on, and so which changes of the catalog make them invalid. */
    default Dependencies<K, V> dependencies() {
        return Dependencies.none();
    }

    /** Which statement reads a key. Keys of one statement are read together, for whoever asks for them at the same time. */
    default Object statementOf(K key) {
        return region();
    }

    /**
     * Keys that may be read along with a few keys at little more cost, as they stand beside them in the database. They are kept by
     * the node that reads, while it has room; those that are not there are forgotten.
     */
    default Set<K> beside(Set<K> keys) {
        return Set.of();
    }

    /**
     * Reads the values of all keys from the database, at one statement a set of arguments.
     * A key without a value is left out of the answer; its absence is cached too. Other keys may be in it, which the statement brings
     * along as readers of these ask for them next: the node that reads keeps them, or the operation where nothing is cached.
     */
    Map<K, V> loadAll(Set<K> keys);
}
