package dev.catalog.graphql;

import dev.catalog.security.TokenExpiry;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The connections that stay open: WebSockets and event streams. One whose token expires is ended at that moment. When the
 * node stops they are ended first, in a way that tells clients to connect anew, so that a graceful stop does not wait for
 * them.
 */
@Component
final class OpenConnections implements SmartLifecycle, DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(OpenConnections.class);

    private static final Duration LONGEST_STOP = Duration.ofSeconds(2);

    /** After which a timer looks at the clock again, which may have been set. */
    private static final Duration LONGEST_TIMER = Duration.ofHours(1);

    private static final Future<?> NO_TIMER = CompletableFuture.completedFuture(null);

    /** What stays open until either side ends it. */
    interface Connection {

        /** Ends it, as the node stops. */
        void end() throws IOException;

        /** Ends it, as its token has expired. */
        void expire() throws IOException;
    }

    private final Map<Connection, Future<?>> open = new ConcurrentHashMap<>();
    private final ScheduledThreadPoolExecutor timers = new ScheduledThreadPoolExecutor(
            1, Thread.ofVirtual().name("token-expiry").factory());
    private final Clock clock;
    private volatile boolean running;

    OpenConnections(MeterRegistry meters, Clock clock) {
        this.clock = clock;
        timers.setRemoveOnCancelPolicy(true);
        gauge(meters, "websocket", SocketConnection.class);
        gauge(meters, "sse", EventStream.class);
    }

    private void gauge(MeterRegistry meters, String transport, Class<? extends Connection> type) {
        Gauge.builder(
                        "catalog.graphql.connections",
                        open,
                        all -> all.keySet().stream().filter(type::isInstance).count())
                .description("Connections that stay open for subscriptions")
                .tag("transport", transport)
                .register(meters);
    }

    /** Adds one that the caller's token opened, or nobody's. */
    void add(Connection connection, @Nullable Principal caller) {
        open.put(connection, NO_TIMER);
        expireWith(connection, caller);
        if (!running) {
            finish(connection, Connection::end);
        }
    }

    /** Lets an open connection end with the token of this caller, in place of an earlier one. */
    void expireWith(Connection connection, @Nullable Principal caller) {
        rearm(connection, TokenExpiry.of(caller, clock.instant()));
    }

    private void rearm(Connection connection, @Nullable Instant expiry) {
        open.computeIfPresent(connection, (_, earlier) -> {
            earlier.cancel(false);
            return expiry == null ? NO_TIMER : timer(connection, expiry);
        });
    }

    private Future<?> timer(Connection connection, Instant expiry) {
        Duration left = Duration.between(clock.instant(), expiry);
        Duration next = left.compareTo(LONGEST_TIMER) < 0 ? left : LONGEST_TIMER;
        return timers.schedule(() -> ring(connection, expiry), next.toNanos(), TimeUnit.NANOSECONDS);
    }

    // A client that does not read may hold up the one who tells it.
    private void ring(Connection connection, Instant expiry) {
        if (clock.instant().isBefore(expiry)) {
            rearm(connection, expiry);
        } else {
            Thread.ofVirtual().start(() -> finish(connection, Connection::expire));
        }
    }

    void remove(Connection connection) {
        Future<?> timer = open.remove(connection);
        if (timer != null) {
            timer.cancel(false);
        }
    }

    @Override
    public void start() {
        running = true;
    }

    // A client that does not read may hold up the one who tells it.
    @Override
    public void stop() {
        running = false;
        List<Connection> ended = List.copyOf(open.keySet());
        CountDownLatch left = new CountDownLatch(ended.size());
        for (Connection connection : ended) {
            Thread.ofVirtual().start(() -> {
                finish(connection, Connection::end);
                left.countDown();
            });
        }
        try {
            boolean _ = left.await(LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Ending {

        void end(Connection connection) throws IOException;
    }

    private void finish(Connection connection, Ending ending) {
        try {
            ending.end(connection);
        } catch (IOException e) {
            LOG.debug("A connection was gone already", e);
        } finally {
            remove(connection);
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public void destroy() {
        timers.shutdownNow();
    }
}
