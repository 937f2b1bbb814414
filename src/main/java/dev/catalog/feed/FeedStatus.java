package dev.catalog.feed;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a follower is.
 *
 * @param position up to where everything is applied; null before the first look at the log
 * @param confirmedAt when the look began that found the position to be the present
 * @param obstacle why changes are not followed, a sentence without its full stop; null where they are
 */
record FeedStatus(
        @Nullable Position position,
        Instant confirmedAt,
        @Nullable String obstacle) {

    static final FeedStatus NONE = new FeedStatus(null, Instant.EPOCH, "The log was not read yet");

    FeedStatus confirmed(Position at, Instant time) {
        return new FeedStatus(at, time, null);
    }

    FeedStatus notFollowed(String why) {
        return new FeedStatus(position, confirmedAt, why);
    }
}
