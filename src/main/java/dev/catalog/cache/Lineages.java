package dev.catalog.cache;

import dev.catalog.feed.ChangeFeed;
import dev.catalog.feed.Position;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Tells what a value depends on that was made of entries, and whether it still is what would be made of them now. */
public final class Lineages {

    private final Generations generations;
    private final Touches touches;
    private final ChangeFeed feed;
    private final Clock clock;
    private final long unconfirmedMillis;

    /**
     * @param unconfirmed how long a value is kept by this node that is not known to be followed, as changes are not
     *     followed or Redis does not tell of evictions
     */
    Lineages(Generations generations, Touches touches, ChangeFeed feed, Clock clock, Duration unconfirmed) {
        this.generations = generations;
        this.touches = touches;
        this.feed = feed;
        this.clock = clock;
        this.unconfirmedMillis = unconfirmed.toMillis();
    }

    /**
     * The lineage of what was made of the entries that were recorded. Null where that can't be kept: nothing was recorded, an
     * entry came past the caches or past its time, or one has been evicted or touched by a change meanwhile.
     */
    public @Nullable Lineage seal(LineageRecorder recorder) {
        Collection<LineageRecorder.Source> sources = recorder.sources();
        // First: an entry that is found to be untouched after this is as good as if it had been loaded at this
        // position.
        Position position = touches.position();
        Map<String, Long> named = new HashMap<>();
        LongStream.Builder tags = LongStream.builder();
        long expiresAt = Long.MAX_VALUE;
        Duration maxAge = null;
        for (LineageRecorder.Source source : sources) {
            Entry<?> entry = source.found().entry();
            long generation = entry.generation();
            Long other = named.put(source.region().name(), generation);
            if (!isKeepable(source.found()) || (other != null && other != generation) || !entry.isUntouched(touches)) {
                return null;
            }
            for (long tag : entry.tags()) {
                tags.add(tag);
            }
            expiresAt = Math.min(expiresAt, entry.expiresAt());
            Duration allowed = source.region().maxAge();
            maxAge = maxAge == null || allowed.compareTo(maxAge) < 0 ? allowed : maxAge;
        }
        if (maxAge == null) {
            return null;
        }
        long[] fingerprints = tags.build().sorted().distinct().toArray();
        Lineage lineage =
                new Lineage(position, fingerprints, generations.vintage(named, maxAge), clock.millis(), expiresAt);
        return isCurrent(lineage) ? lineage : null;
    }

    /**
     * Whether a value of this lineage is what reads show now: none of its entries has expired or been evicted, and no change
     * that this node has applied touched one.
     */
    public boolean isCurrent(Lineage lineage) {
        long now = clock.millis();
        return lineage.expiresAt() > now
                && lineage.vintage().isCurrent()
                && lineage.isUntouched(touches)
                && (now - lineage.sealedAt() < unconfirmedMillis || isFollowed(lineage, now));
    }

    private boolean isFollowed(Lineage lineage, long now) {
        // Where changes were not followed, values live for their time to live.
        return (lineage.position() == null || feed.isLive()) && generations.areConfirmed(now);
    }

    private static boolean isKeepable(Found<?> found) {
        return found.state() != CacheState.BYPASS && found.state() != CacheState.STALE && !found.forOutage();
    }
}
