package dev.catalog.cache;

import dev.catalog.feed.Position;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a value that is made of entries depends on: all that they depend on together. It is invalid as
 * soon as one of them is. {@link Lineages} makes it and judges it.
 */
public final class Lineage {

    private final @Nullable Position position;
    private final long[] tags;
    private final Set<String> kinds;
    private final Map<String, Long> generations;
    private final long sealedAt;
    private final long expiresAt;
    private final Duration maxAge;
    private volatile long validAt = -1;

    /**
     * @param position a position at which every entry was right; null where changes weren't followed
     * @param tags the fingerprints of the entries' tags, ascending
     * @param kinds the names of the tags' kinds
     * @param generations the generation of each region
     * @param sealedAt when it was made, in milliseconds since 1970
     * @param expiresAt when the first of the entries stops being fresh, in milliseconds since 1970
     * @param maxAge how long browsers and CDNs may keep the value
     */
    Lineage(
            @Nullable Position position,
            long[] tags,
            Set<String> kinds,
            Map<String, Long> generations,
            long sealedAt,
            long expiresAt,
            Duration maxAge) {
        this.position = position;
        this.tags = tags;
        this.kinds = Set.copyOf(kinds);
        this.generations = Map.copyOf(generations);
        this.sealedAt = sealedAt;
        this.expiresAt = expiresAt;
        this.maxAge = maxAge;
    }

    @Nullable
    Position position() {
        return position;
    }

    long[] tags() {
        return tags;
    }

    Set<String> kinds() {
        return kinds;
    }

    Map<String, Long> generations() {
        return generations;
    }

    long sealedAt() {
        return sealedAt;
    }

    long expiresAt() {
        return expiresAt;
    }

    /** How long browsers and CDNs may keep the value without asking again; zero where they must ask. */
    public Duration maxAge() {
        return maxAge;
    }

    /** About how much memory it takes, in bytes. */
    public int weight() {
        return 200 + tags.length * Long.BYTES + generations.size() * 40;
    }

    /** Whether no change has touched any of it. Costs next to nothing while nothing changes. */
    boolean isUntouched(Touches touches) {
        long count = touches.count();
        if (validAt == count) {
            return true;
        }
        if (!touches.leaveValid(position, tags, kinds)) {
            return false;
        }
        validAt = count;
        return true;
    }
}
