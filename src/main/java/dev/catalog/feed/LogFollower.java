package dev.catalog.feed;

import dev.catalog.feed.LogApplier.ListenerFailure;
import dev.catalog.feed.LogApplier.Round;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;

/**
 * Follows the log on a thread of its own: looks at it when a change is announced, when somebody asks, and once in a while.
 * <p>It runs before requests are served and until they are not served any more.
 */
final class LogFollower implements ChangeFeed, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(LogFollower.class);

    private static final Duration START = Duration.ofSeconds(2);
    private static final Duration OVERDUE = Duration.ofSeconds(1);
    private static final Duration UNHEARD_POLL_INTERVAL = Duration.ofMillis(200);

    private final FeedConnections connections;
    private final FeedProperties properties;
    private final Supplier<List<ChangeListener>> listeners;
    private final Supplier<List<ChannelListener>> channelListeners;
    private final ChangeStream stream;
    private final Clock clock;
    private final long longestSilence;
    private final FeedMetrics metrics;
    private final LogPruner pruner;
    private final Wakeup wakeup = new Wakeup();
    private final CatchUps catchUps = new CatchUps();
    private volatile Pause pause = new Pause();
    private volatile FeedStatus status = FeedStatus.NONE;
    private volatile boolean running;
    private volatile @Nullable LogSession session;
    private volatile @Nullable Announcements announcements;
    private List<Thread> threads = List.of();
    private boolean toldUnprunable;

    /** The listeners are asked for when it starts, as they may need the feed themselves. */
    LogFollower(
            FeedConnections connections,
            FeedProperties properties,
            Supplier<List<ChangeListener>> listeners,
            Supplier<List<ChannelListener>> channelListeners,
            ChangeStream stream,
            Clock clock,
            FeedMetrics metrics) {
        this.connections = connections;
        this.properties = properties;
        this.listeners = listeners;
        this.channelListeners = channelListeners;
        this.stream = stream;
        this.clock = clock;
        this.longestSilence = properties.pollInterval().plus(OVERDUE).toMillis();
        this.metrics = metrics;
        this.pruner = new LogPruner(properties.retention(), clock);
        metrics.follow(this::status, this::isLive, clock);
    }

    @Override
    public Optional<Position> position() {
        return Optional.ofNullable(status.position());
    }

    // In milliseconds: it is asked with each read of the near cache.
    @Override
    public boolean isLive() {
        FeedStatus now = status;
        return now.obstacle() == null && clock.millis() - now.confirmedAt().toEpochMilli() < longestSilence;
    }

    @Override
    public boolean catchUp(Duration limit) {
        if (!running) {
            return false;
        }
        var read = catchUps.next();
        wakeup.call();
        try {
            return read.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("A read is never completed by an exception", e);
        }
    }

    @Override
    public boolean hearsAnnouncements() {
        Announcements heard = announcements;
        return heard != null && heard.areHeard();
    }

    FeedStatus status() {
        return status;
    }

    /** Waits a moment for the first look at the log, so that the first requests find a position. */
    @Override
    public void start() {
        Pause begun = new Pause();
        pause = begun;
        catchUps.open();
        running = true;
        LogApplier applier = new LogApplier(listeners.get());
        Announcements heard = new Announcements(
                connections,
                properties.pollInterval(),
                Stream.concat(Stream.of(wakeup), channelListeners.get().stream())
                        .toList());
        announcements = heard;
        threads = List.of(
                Thread.ofPlatform().daemon().name("catalog-feed").start(() -> follow(applier, begun)),
                Thread.ofPlatform().daemon().name("catalog-feed-announcements").start(heard));
        if (!catchUp(START)) {
            log.info("The gateway starts before changes of the catalog are followed");
        }
    }

    @Override
    public void stop() {
        running = false;
        pause.end();
        wakeup.call();
        try {
            Announcements heard = announcements;
            if (heard != null) {
                heard.stop();
            }
            LogSession open = session;
            if (open != null) {
                open.abort();
            }
            for (Thread thread : threads) {
                thread.join(START);
            }
        } catch (SQLException e) {
            log.debug("A connection was gone already", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        catchUps.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return 0;
    }

    /** Whether this start has not been followed by a stop, even where another start has followed that. */
    private boolean isRunning(Pause begun) {
        return running && pause == begun;
    }

    private void follow(LogApplier applier, Pause begun) {
        while (isRunning(begun)) {
            try (LogSession opened = LogSession.open(connections)) {
                session = opened;
                follow(applier, begun, opened);
            } catch (ListenerFailure e) {
                fail("A change could not be applied", e);
            } catch (SQLException | DataAccessException e) {
                fail("The database does not answer", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                running = false;
            } finally {
                session = null;
            }
            if (isRunning(begun)) {
                begun.take();
                metrics.reconnecting();
            }
        }
    }

    private void follow(LogApplier applier, Pause begun, LogSession opened) throws SQLException, InterruptedException {
        ChangeLog changes = ChangeLog.of(opened);
        while (isRunning(begun)) {
            Instant start = clock.instant();
            long nanos = System.nanoTime();
            catchUps.begin();
            switch (applier.advance(opened, changes)) {
                case Round.Followed round -> {
                    followed(round, start, nanos);
                    prune(opened, changes, round.state());
                }
                case Round.NotFollowed(String why) -> notFollowed(why);
                case Round.NotBegun _ -> {
                    pruner.begin(opened, changes);
                    wakeup.call();
                }
            }
            begun.reset();
            wakeup.await(pollInterval());
        }
    }

    private Duration pollInterval() {
        Duration interval = properties.pollInterval();
        return hearsAnnouncements() || interval.compareTo(UNHEARD_POLL_INTERVAL) < 0 ? interval : UNHEARD_POLL_INTERVAL;
    }

    private void followed(Round.Followed round, Instant start, long begun) {
        FeedStatus before = status;
        status = before.confirmed(round.state().position(), start);
        stream.moved(round);
        metrics.applied(
                round.first() ? List.of() : round.changes().changes(), Duration.ofNanos(System.nanoTime() - begun));
        catchUps.end(true);
        if (before.obstacle() != null) {
            log.info("Changes of the catalog are followed");
        }
    }

    private void prune(LogSession opened, ChangeLog changes, LogState state) throws SQLException {
        if (state.prunable()) {
            if (pruner.step(opened, changes)) {
                wakeup.call();
            }
        } else if (!toldUnprunable) {
            toldUnprunable = true;
            log.warn("""
                    The role {} may not prune the log of changes, which grows unless another node does. To mend it:
                    GRANT SELECT, DELETE ON catalog_changes TO {};
                    GRANT SELECT, INSERT, UPDATE, DELETE ON catalog_change_horizons TO {};""", state.role(), state.role(), state.role());
        }
    }

    private void notFollowed(String why) {
        boolean lost = status.obstacle() == null;
        if (!why.equals(status.obstacle())) {
            String message = why + ", so changes are not followed and cached answers live for their time to live";
            if (lost) {
                log.warn(message);
            } else {
                log.info(message);
            }
        }
        status = status.notFollowed(why);
        catchUps.end(false);
    }

    private void fail(String what, Exception e) {
        if (!running) {
            return;
        }
        if (what.equals(status.obstacle())) {
            log.debug(what, e);
        } else if (e instanceof ListenerFailure) {
            log.error("{}; it is tried again", what, e);
        } else {
            log.warn(
                    "{}; changes are followed again when it does: {}",
                    what,
                    NestedExceptionUtils.getMostSpecificCause(e).getMessage());
        }
        status = status.notFollowed(what);
    }
}
