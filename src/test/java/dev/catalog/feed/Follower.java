package dev.catalog.feed;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A node's change feed over a database, and all that it told. */
final class Follower implements ChangeListener, AutoCloseable {

    static final Duration BOUND = Duration.ofSeconds(30);

    private static final FeedProperties DEFAULTS = new FeedProperties(true, Duration.ofSeconds(5), Duration.ofHours(3));

    final List<ChangeBatch> batches = new CopyOnWriteArrayList<>();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final FeedMetrics metrics = new FeedMetrics(meters);
    final CountedAnnouncements announcements = new CountedAnnouncements();
    final ChangeStream stream;
    final LogFollower feed;

    private Follower(
            FeedConnections connections,
            FeedProperties properties,
            Clock clock,
            int remembered,
            List<ChangeListener> others) {
        stream = new ChangeStream(new LogPages(connections), remembered);
        feed = new LogFollower(
                connections,
                properties,
                () -> Stream.concat(others.stream(), Stream.of(this)).toList(),
                () -> List.of(announcements),
                stream,
                clock,
                metrics);
    }

    /** Follows with the settings' defaults. */
    static Follower of(FollowedDatabase database) {
        return of(database::connect, Clock.systemUTC());
    }

    static Follower of(FeedConnections connections, Clock clock, ChangeListener... others) {
        return of(connections, DEFAULTS, clock, others);
    }

    static Follower of(FeedConnections connections, FeedProperties properties, Clock clock, ChangeListener... others) {
        return started(new Follower(connections, properties, clock, RecentChanges.MOST, List.of(others)));
    }

    /** Follows and keeps no more than so many changes in memory. */
    static Follower remembering(int changes, FeedConnections connections, Clock clock) {
        return started(new Follower(connections, DEFAULTS, clock, changes, List.of()));
    }

    private static Follower started(Follower follower) {
        follower.feed.start();
        return follower;
    }

    @Override
    public void apply(ChangeBatch batch, JdbcClient database) {
        batches.add(batch);
    }

    /** All changes that were told so far, the present included. */
    List<CatalogChange> changes() {
        catchUp();
        return told();
    }

    /** All changes that were told so far. */
    List<CatalogChange> told() {
        return batches.stream().flatMap(batch -> batch.changes().stream()).toList();
    }

    void catchUp() {
        await().atMost(BOUND).until(() -> feed.catchUp(BOUND));
    }

    void awaitLive() {
        await().atMost(BOUND).until(feed::isLive);
    }

    @Override
    public void close() {
        feed.stop();
    }
}
