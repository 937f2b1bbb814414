package dev.catalog.cache;

/**
 * What things take of the heap, in bytes, for caches that are bounded by what they hold. It is that of a JVM whose references
 * take four bytes, as they do in heaps of less than 32 GB.
 */
public final class HeapSize {

    public static final int REFERENCE = 4;

    /** An entry of a map, without key and value: its node, and its place in a table that grows at three quarters. */
    private static final int MAP_ENTRY = object(Integer.BYTES + 3 * REFERENCE) + 2 * REFERENCE;

    /** An entry of a cache of Caffeine's that has a bound, without key and value. */
    public static final int CACHE_ENTRY = MAP_ENTRY + object(Integer.BYTES + 4 * REFERENCE);

    /** The same of a cache whose entries are weighed. */
    public static final int WEIGHED_ENTRY = MAP_ENTRY + object(3 * Integer.BYTES + 4 * REFERENCE);

    /** The same of one whose entries have a time to live each. */
    public static final int EXPIRING_ENTRY = MAP_ENTRY + object(Long.BYTES + 3 * Integer.BYTES + 6 * REFERENCE);

    private static final int OBJECT_HEADER = 12;
    private static final int ARRAY_HEADER = 16;
    private static final int ALIGNMENT = 8;

    private HeapSize() {}

    /** An object whose fields take that many bytes. */
    public static int object(int fields) {
        return aligned(OBJECT_HEADER + fields);
    }

    /** An array whose elements take that many bytes. */
    public static int array(int elements) {
        return aligned(ARRAY_HEADER + elements);
    }

    private static int aligned(int size) {
        return Math.ceilDiv(size, ALIGNMENT) * ALIGNMENT;
    }
}
