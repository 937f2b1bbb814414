package dev.catalog.cache;

/**
 * One thing that cached values depend on. A change that touches it makes invalid what was loaded before and bears it.
 *
 * @param kind what kind of thing
 * @param value which one of its kind; has value equality, and a text that is the same on every node
 */
public record CacheTag(TagKind kind, Object value) {

    /** What stands for the tag, see {@link TagKind#fingerprintOf}. */
    long fingerprint() {
        return kind.fingerprintOf(value);
    }

    @Override
    public String toString() {
        return kind.name() + " " + value;
    }
}
