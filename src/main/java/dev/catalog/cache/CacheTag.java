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
    private long fingerprint;

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

    /**
     * A number that stands for the tag on every node of this release. Where two tags share one, a touch of either makes
     * invalid what bears the other, too.
     */
    long fingerprint() {
        // A race writes the same number twice.
        long known = fingerprint;
        if (known == 0) {
            known = Fingerprint.of(kind.name() + ' ' + value);
            fingerprint = known;
        }
        return known;
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
