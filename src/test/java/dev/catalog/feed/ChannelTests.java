package dev.catalog.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import org.junit.jupiter.api.Test;

class ChannelTests {

    private final FollowedDatabase database = new FollowedDatabase();

    @Test
    void aListenerHearsItsChannelAndNoOther() {
        try (Follower follower = Follower.of(database)) {
            await().atMost(Follower.BOUND).until(follower.feed::hearsAnnouncements);
            int before = follower.announcements.count();

            database.insertProducts(1);
            follower.catchUp();
            assertThat(follower.announcements.count()).isEqualTo(before);
            announce();

            await().atMost(Follower.BOUND).until(() -> follower.announcements.count() == before + 1);
        }
    }

    @Test
    void aListenerIsWokenForWhatItMayHaveMissed() {
        Connections connections = new Connections(database);
        try (Follower follower = Follower.of(connections, Clock.systemUTC())) {
            await().atMost(Follower.BOUND).until(follower.feed::hearsAnnouncements);
            int before = follower.announcements.count();
            connections.refuse();
            connections.cut(true);
            await().atMost(Follower.BOUND).until(() -> !follower.feed.hearsAnnouncements());

            connections.accept();

            await().atMost(Follower.BOUND)
                    .until(() -> follower.feed.hearsAnnouncements() && follower.announcements.count() > before);
        }
    }

    @Test
    void aDatabaseThatDoesNotKeepListenIsNotHeard() {
        try (Follower follower = Follower.of(new DeafConnections(database), Clock.systemUTC())) {
            follower.catchUp();

            assertThat(follower.feed.hearsAnnouncements()).isFalse();
        }
    }

    private void announce() {
        database.execute("NOTIFY " + CountedAnnouncements.CHANNEL);
    }
}
