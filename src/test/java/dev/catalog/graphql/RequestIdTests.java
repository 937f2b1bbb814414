package dev.catalog.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.catalog.support.EventStreamClient;
import dev.catalog.support.GatewayClient;
import dev.catalog.support.HttpGatewayTest;
import dev.catalog.support.SocketClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Told by the lines that Hibernate logs for each statement, on the threads that load. */
@HttpGatewayTest
class RequestIdTests {

    private static final Duration BOUND = Duration.ofSeconds(30);

    private final Logger statements = (Logger) LoggerFactory.getLogger("org.hibernate.SQL");
    private final Lines lines = new Lines();

    @LocalServerPort
    private int port;

    private @Nullable Level before;

    @BeforeEach
    void listen() {
        before = statements.getLevel();
        statements.setLevel(Level.DEBUG);
        statements.setAdditive(false);
        statements.addAppender(lines);
        lines.start();
    }

    @AfterEach
    void unlisten() {
        statements.detachAppender(lines);
        statements.setAdditive(true);
        statements.setLevel(before);
    }

    @Test
    void theLinesOfLoadsBearTheIdOfTheRequest() {
        new GatewayClient(port).ask(newQuery(), "X-Request-Id", "over-http");

        assertThat(lines.of("cache-read-")).isNotEmpty().allMatch("over-http"::equals);
    }

    @Test
    void theLinesOfAnEventStreamBearItToo() {
        try (EventStreamClient stream =
                EventStreamClient.open(port, Map.of("query", newQuery()), null, "X-Request-Id", "over-sse")) {
            stream.awaitEnd();
        }

        assertThat(lines.of("cache-read-")).isNotEmpty().allMatch("over-sse"::equals);
    }

    @Test
    void eachOperationOfAWebSocketHasAnIdOfItsOwn() {
        try (SocketClient socket = SocketClient.open(port, "X-Request-Id", "over-socket")) {
            socket.init(Map.of());
            socket.await("connection_ack");
            for (String id : List.of("a", "b")) {
                socket.subscribe(id, newQuery());
                await().atMost(BOUND)
                        .until(() -> !socket.results(id, "/data/productCount").isEmpty());
            }
        }

        assertThat(lines.of("cache-read-").stream().distinct()).containsExactly("over-socket.1", "over-socket.2");
    }

    // Nobody has asked for it before, so it is loaded.
    private static String newQuery() {
        return "{productCount(filter: {search: \"" + UUID.randomUUID() + "\"})}";
    }

    private static final class Lines extends AppenderBase<ILoggingEvent> {

        private record Line(String thread, @Nullable String requestId) {}

        private final List<Line> lines = new CopyOnWriteArrayList<>();

        @Override
        protected void append(ILoggingEvent event) {
            lines.add(new Line(event.getThreadName(), event.getMDCPropertyMap().get(RequestId.KEY)));
        }

        /** The ids in the lines of threads whose name begins like this, which bear one. */
        List<String> of(String thread) {
            return lines.stream()
                    .filter(line -> line.thread().startsWith(thread))
                    .map(line -> String.valueOf(line.requestId()))
                    .toList();
        }
    }
}
