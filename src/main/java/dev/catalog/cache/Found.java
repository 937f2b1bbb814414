package dev.catalog.cache;

/**
 * What a read came to.
 *
 * @param forOutage whether it is past its time because what is behind the caches does not answer
 */
record Found<V>(Entry<V> entry, CacheState state, boolean forOutage) {

    static <V> Found<V> of(Entry<V> entry, CacheState state) {
        return new Found<>(entry, state, false);
    }
}
