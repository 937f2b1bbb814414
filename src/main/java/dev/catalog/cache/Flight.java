package dev.catalog.cache;

import dev.catalog.feed.Position;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One fill that is under way, which other readers of this node wait for. */
final class Flight<V> {

    /**
     * What a fill that begins now will have seen.
     *
     * @param touches the {@linkplain Touches#count count}: all that had been touched by then
     * @param generation the region's generation
     * @param position the feed's position; null where changes aren't followed
     */
    record Start(long touches, long generation, @Nullable Position position) {

        boolean isNotBefore(Start other) {
            return touches >= other.touches && generation >= other.generation;
        }
    }

    private final Start start;
    private final long startedAt = System.nanoTime();
    private final CompletableFuture<Found<V>> landing = new CompletableFuture<>();

    Flight(Start start) {
        this.start = start;
    }

    Start start() {
        return start;
    }

    /** What the fill comes to. */
    CompletableFuture<Found<V>> landing() {
        return landing;
    }

    boolean isYoungerThan(Duration age) {
        return System.nanoTime() - startedAt < age.toNanos();
    }
}
