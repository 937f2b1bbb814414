package dev.catalog.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.support.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RestartTests {

    private final FollowedDatabase database = new FollowedDatabase();
    private final Connections connections = new Connections(database);
    private final SettableClock clock = new SettableClock(Instant.parse("2026-05-01T10:00:00Z"));

    @Test
    void aFeedThatIsStartedAgainIsLiveWhenItHasStarted() {
        try (Follower follower = Follower.of(connections, clock)) {
            follower.awaitLive();
            follower.feed.stop();
            clock.advance(Duration.ofMinutes(1));
            assertThat(follower.feed.isLive()).isFalse();

            follower.feed.start();

            assertThat(follower.feed.isLive()).isTrue();
        }
    }

    @Test
    void aFeedThatIsStartedAgainPausesBetweenItsAttempts() {
        AtomicInteger attempts = new AtomicInteger();
        FeedConnections counted = () -> {
            attempts.incrementAndGet();
            return connections.open();
        };
        try (Follower follower = Follower.of(counted, clock)) {
            follower.awaitLive();
            follower.feed.stop();
            connections.refuse();
            attempts.set(0);

            follower.feed.start();

            assertThat(attempts.get()).isBetween(2, 30);
        }
    }
}
