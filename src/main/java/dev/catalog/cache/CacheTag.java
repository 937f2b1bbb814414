package dev.catalog.cache;

import org.jspecify.annotations.Nullable;

/**
 * One thing that cached values depend on. A change that touches it makes invalid what was loaded before and bears it.
 * <p>It is hashed far more often than it is made, for which reason it keeps its hash.
 */
public final class CacheTag {

    private final TagKind kind;
    private final Object value;
    private final int hash;

    /**
     * @param kind what kind of thing
     * @param value which one of its kind; has value equality, and a text that is the same on every node
     */
    public CacheTag(TagKind kind, Object value) {
        this.kind = kind;
        this.value = value;
        hash = 31 * kind.hashCode() + value.hashCode();
    }

    TagKind kind() {
        return kind;
    }

    /** What stands for the tag, see {@link TagKind#fingerprintOf}. */
    long fingerprint() {
        return kind.fingerprintOf(value);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof CacheTag that
                        && hash == that.hash
                        && kind.equals(that.kind)
                        && value.equals(that.value));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return kind.name() + " " + value;
    }
}
