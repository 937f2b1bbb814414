package dev.catalog.graphql;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The connections that stay open: WebSockets and event streams. When the node stops they are ended first, in a way that
 * tells clients to connect anew, so that a graceful stop does not wait for them.
 */
@Component
final class OpenConnections implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(OpenConnections.class);

    private static final Duration LONGEST_STOP = Duration.ofSeconds(2);

    /** What stays open until either side ends it. */
    interface Connection {

        /** Ends it, as the node stops. */
        void end() throws IOException;
    }

    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private volatile boolean running;

    OpenConnections(MeterRegistry meters) {
        gauge(meters, "websocket", SocketConnection.class);
        gauge(meters, "sse", EventStream.class);
    }

    private void gauge(MeterRegistry meters, String transport, Class<? extends Connection> type) {
        Gauge.builder(
                        "catalog.graphql.connections",
                        open,
                        all -> all.stream().filter(type::isInstance).count())
                .description("Connections that stay open for subscriptions")
                .tag("transport", transport)
                .register(meters);
    }

    void add(Connection connection) {
        open.add(connection);
        if (!running) {
            end(connection);
        }
    }

    void remove(Connection connection) {
        open.remove(connection);
    }

    @Override
    public void start() {
        running = true;
    }

    // A client that does not read may hold up the one who tells it.
    @Override
    public void stop() {
        running = false;
        List<Connection> ended = List.copyOf(open);
        CountDownLatch left = new CountDownLatch(ended.size());
        for (Connection connection : ended) {
            Thread.ofVirtual().start(() -> {
                end(connection);
                left.countDown();
            });
        }
        try {
            boolean _ = left.await(LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void end(Connection connection) {
        try {
            connection.end();
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
}
