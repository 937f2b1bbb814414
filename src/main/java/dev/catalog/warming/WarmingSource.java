package dev.catalog.warming;

import dev.catalog.cache.RegionLoader;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What jobs of one type fill in one region. A feature declares one for each region that such jobs warm.
 * <p>A key is told by a subject, a text such as an id or a slug, which outlives this process: a job that one node has planned
 * is worked on by others.
 */
public interface WarmingSource<K> {

    /**
     * A source of its parts.
     *
     * @param which which keys are filled, a phrase for the documentation
     * @param subjects lists the subjects
     * @param keys makes a subject's key
     */
    static <K> WarmingSource<K> of(
            CacheWarmingJobType jobType,
            RegionLoader<K, ?> loader,
            String which,
            Supplier<List<String>> subjects,
            Function<String, K> keys) {
        return new ListedSource<>(jobType, loader, which, subjects, keys);
    }

    /** The type of the jobs. */
    CacheWarmingJobType jobType();

    /** The loader of the region that is filled. */
    RegionLoader<K, ?> loader();

    /** Which keys are filled, a phrase for the documentation. */
    default String which() {
        return "";
    }

    /** The subjects of all keys to fill as the catalog is now, none twice, in a stable order; read in one statement. */
    List<String> subjects();

    /** The key of a subject. What the subject names may be gone meanwhile. */
    K key(String subject);
}
