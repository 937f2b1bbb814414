package dev.catalog.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class LostConnectionTests {

    private static final FeedProperties RARELY = new FeedProperties(true, Duration.ofMinutes(1), Duration.ofHours(3));

    private final FollowedDatabase database = new FollowedDatabase();
    private final Connections connections = new Connections(database);

    @Test
    void changesMadeWhileTheConnectionWasLostAreTold() {
        try (Follower follower = Follower.of(connections, Clock.systemUTC())) {
            follower.catchUp();
            connections.refuse();
            connections.cut(false);
            await().atMost(Follower.BOUND).until(() -> !follower.feed.isLive());
            long id = database.insertProducts(1);
            assertThat(follower.feed.catchUp(Duration.ofMillis(1))).isFalse();

            connections.accept();

            assertThat(follower.changes()).extracting(CatalogChange::id).containsExactly(id);
            assertThat(follower.feed.isLive()).isTrue();
            assertThat(follower.batches).extracting(ChangeBatch::broken).containsOnlyOnce(true);
            assertThat(follower.meters.get("catalog.feed.reconnects").counter().count())
                    .isPositive();
        }
    }

    @Test
    void databaseThatIsDeadAtTheStartHoldsTheStartUpForAMomentAlone() {
        connections.refuse();

        try (Follower follower = Follower.of(connections, Clock.systemUTC())) {
            assertThat(follower.feed.isLive()).isFalse();
            assertThat(follower.feed.position()).isEmpty();
            connections.accept();

            follower.awaitLive();
        }
    }

    @Test
    void listeningThatIsLostComesBackAndIsMadeUpForByPolling() {
        try (Follower follower = Follower.of(connections, RARELY, Clock.systemUTC())) {
            follower.catchUp();
            await().atMost(Follower.BOUND).until(() -> connections.count() == 2);
            connections.refuse();
            connections.cut(true);
            long polled = database.insertProducts(1);
            awaitTold(follower, polled);
            long again = database.insertProducts(1);
            awaitTold(follower, again);
            assertThat(follower.feed.isLive()).isTrue();

            connections.accept();

            await().atMost(Follower.BOUND).until(() -> connections.count() == 3);
            awaitTold(follower, database.insertProducts(1));
        }
    }

    @Test
    void databaseThatDoesNotKeepListenIsPolled() {
        try (Follower follower = Follower.of(new DeafConnections(database), RARELY, Clock.systemUTC())) {
            follower.catchUp();

            awaitTold(follower, database.insertProducts(1));
            awaitTold(follower, database.insertProducts(1));
        }
    }

    @Test
    void serverThatHangsIsNoticedAndFollowedAgain() throws SQLException {
        try (Follower follower = Follower.of(connections, Clock.systemUTC());
                Connection other = database.connect();
                Statement statement = other.createStatement()) {
            follower.catchUp();
            other.setAutoCommit(false);
            // What the feed looks at first then waits, as if the server did.
            statement.execute("LOCK TABLE pg_trigger IN ACCESS EXCLUSIVE MODE");
            assertThat(follower.feed.catchUp(Duration.ofMillis(100))).isFalse();
            await().atMost(Follower.BOUND).until(() -> !follower.feed.isLive());

            other.rollback();

            follower.catchUp();
            assertThat(follower.feed.isLive()).isTrue();
        }
    }

    @Test
    void listenerThatThrowsGetsTheChangesAgain() {
        AtomicInteger failures = new AtomicInteger();
        ChangeListener failing = (batch, _) -> {
            if (!batch.broken() && failures.incrementAndGet() <= 2) {
                throw new IllegalStateException("not yet");
            }
        };
        try (Follower follower = Follower.of(connections, Clock.systemUTC(), failing)) {
            follower.catchUp();
            Position before = follower.feed.position().orElseThrow();

            long id = database.insertProducts(1);

            assertThat(follower.changes()).extracting(CatalogChange::id).containsExactly(id);
            assertThat(failures).hasValue(3);
            assertThat(follower.feed.position().orElseThrow().contains(before)).isTrue();
        }
    }

    @Test
    void positionMovesNotBeforeListenersAreDone() throws InterruptedException {
        CountDownLatch applying = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        ChangeListener slow = (batch, _) -> {
            if (!batch.broken()) {
                applying.countDown();
                awaitLatch(released);
            }
        };
        try (Follower follower = Follower.of(connections, Clock.systemUTC(), slow)) {
            follower.catchUp();
            Position before = follower.feed.position().orElseThrow();
            database.insertProducts(1);
            awaitLatch(applying);

            assertThat(follower.feed.position()).contains(before);
            assertThat(follower.feed.catchUp(Duration.ofMillis(10))).isFalse();

            released.countDown();
            follower.catchUp();
            assertThat(follower.feed.position().orElseThrow()).isNotEqualTo(before);
        }
    }

    @Test
    void listenersReadTheCatalogAsItIsAtTheBatchsPosition() {
        List<Long> seen = new CopyOnWriteArrayList<>();
        ChangeListener reading = (batch, catalog) -> {
            if (batch.changes().size() == 3) {
                seen.add(products(catalog));
                database.insertProducts(1);
                seen.add(products(catalog));
            }
        };
        try (Follower follower = Follower.of(connections, Clock.systemUTC(), reading)) {
            follower.catchUp();
            database.insertProducts(3);

            await().atMost(Follower.BOUND).untilAsserted(() -> assertThat(seen).containsExactly(3L, 3L));
        }
    }

    @Test
    void stopEndsConnectionsAndWaitsAtOnce() throws SQLException {
        Follower follower = Follower.of(connections, RARELY, Clock.systemUTC());
        follower.catchUp();
        await().atMost(Follower.BOUND).until(() -> connections.count() == 2);

        follower.close();

        for (Connection connection : connections.opened()) {
            assertThat(connection.isClosed()).isTrue();
        }
        assertThat(follower.feed.catchUp(Follower.BOUND)).isFalse();
    }

    private static long products(JdbcClient catalog) {
        return catalog.sql("SELECT count(*) FROM products").query(Long.class).single();
    }

    private static void awaitTold(Follower follower, long id) {
        await().atMost(Follower.BOUND).until(() -> follower.told().stream().anyMatch(change -> change.id() == id));
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            assertThat(latch.await(Follower.BOUND.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
