package dev.catalog.cache;

import dev.catalog.feed.Position;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a value that is made of entries depends on: all that they depend on together. It is invalid as
 * soon as one of them is. {@link Lineages} makes it and judges it.
 */
public final class Lineage {

    private static final int OWN = HeapSize.object(3 * HeapSize.REFERENCE + 3 * Long.BYTES);

    private final @Nullable Position position;
    private final long[] tags;
    private final Vintage vintage;
    private final long sealedAt;
    private final long expiresAt;
    private volatile long validAt = -1;

    /**
     * @param position a position at which every entry was right; null where changes weren't followed
     * @param tags the fingerprints of the entries' tags and of their kinds, ascending
     * @param vintage what it has of the entries' regions
     * @param sealedAt when it was made, in milliseconds since 1970
     * @param expiresAt when the first of the entries stops being fresh, in milliseconds since 1970
     */
    Lineage(@Nullable Position position, long[] tags, Vintage vintage, long sealedAt, long expiresAt) {
        this.position = position;
        this.tags = tags;
        this.vintage = vintage;
        this.sealedAt = sealedAt;
        this.expiresAt = expiresAt;
    }

    @Nullable
    Position position() {
        return position;
    }

    long[] tags() {
        return tags;
    }

    Vintage vintage() {
        return vintage;
    }

    long sealedAt() {
        return sealedAt;
    }

    long expiresAt() {
        return expiresAt;
    }

    /** How long browsers and CDNs may keep the value without asking again; zero where they must ask. */
    public Duration maxAge() {
        return vintage.maxAge();
    }

    /** How much of the heap it takes, in bytes, without what it shares with others. */
    public int weight() {
        return OWN + HeapSize.array(tags.length * Long.BYTES);
    }

    /** Whether no change has touched any of it. Costs next to nothing while nothing changes. */
    boolean isUntouched(Touches touches) {
        long count = touches.count();
        if (validAt == count) {
            return true;
        }
        if (!touches.leaveValid(position, tags)) {
            return false;
        }
        validAt = count;
        return true;
    }
}
