package dev.catalog.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catalog.support.EventStreamClient;
import dev.catalog.support.GatewayNode;
import dev.catalog.support.HttpGatewayTest;
import dev.catalog.support.SocketClient;
import dev.catalog.support.TestServers;
import dev.catalog.support.WarmingJobFixtures;
import dev.catalog.support.WarmingJobRows;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** Two nodes of one shop, with short pauses between signs of life. */
class OpenConnectionTests {

    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final String ADMIN = HttpGatewayTest.ADMIN_TOKEN;
    private static final String FOLLOW = "subscription {warmingJobUpdated(id: %s) {status}}";
    private static final String STATUS = "/data/warmingJobUpdated/status";

    private static String database;
    private static GatewayNode working;
    private static GatewayNode other;
    private static WarmingJobRows jobs;

    @BeforeAll
    static void startNodes() {
        database = TestServers.newDatabase();
        working = start();
        other = start();
        jobs = new WarmingJobFixtures(working.bean(JdbcClient.class), working.bean(PlatformTransactionManager.class))
                .byNode();
    }

    private static GatewayNode start() {
        return GatewayNode.start(
                database,
                TestServers.redisUrl(),
                "catalog.cache.prefix=open-connections",
                "catalog.warming.concurrency=0",
                "spring.graphql.websocket.keep-alive=300ms",
                "spring.graphql.http.sse.keep-alive=300ms");
    }

    @AfterAll
    static void stopNodes() {
        working.close();
        other.close();
    }

    @BeforeEach
    void removeJobs() {
        jobs.clear();
    }

    @Test
    void aJobIsFollowedFromANodeThatDoesNotWorkOnIt() {
        long id = jobs.insert("products", "pending");
        try (SocketClient socket = SocketClient.authenticated(other.port(), ADMIN);
                EventStreamClient stream = EventStreamClient.open(other.port(), FOLLOW.formatted(id), ADMIN)) {
            socket.subscribe("a", FOLLOW.formatted(id));
            await().atMost(BOUND)
                    .until(() -> socket.results("a", STATUS).size() == 1
                            && stream.results(STATUS).size() == 1);

            jobs.rush(id, 10);

            stream.awaitEnd();
            socket.await("complete");
            assertThat(stream.results(STATUS))
                    .isEqualTo(socket.results("a", STATUS))
                    .isEqualTo(List.of("PENDING", "RUNNING", "COMPLETED"));
        }
    }

    @Test
    void idleConnectionsAreKeptAlive() {
        long id = jobs.insert("products", "running");
        try (SocketClient socket = SocketClient.authenticated(other.port(), ADMIN);
                EventStreamClient stream = EventStreamClient.open(other.port(), FOLLOW.formatted(id), ADMIN)) {
            socket.subscribe("a", FOLLOW.formatted(id));

            await().atMost(BOUND).until(() -> socket.pings() > 4 && stream.comments() > 4);

            jobs.fail(id, "at last");
            socket.await("complete");
            stream.awaitEnd();
            assertThat(stream.results(STATUS)).containsExactly("RUNNING", "FAILED");
        }
    }

    @Test
    void whoIsGoneWithoutAWordIsForgotten() {
        long id = jobs.insert("products", "running");
        try (SocketClient silent = SocketClient.silent(other.port())) {
            silent.init(Map.of("Authorization", "Bearer " + ADMIN));
            silent.await("connection_ack");
            silent.subscribe("a", FOLLOW.formatted(id));
            silent.await("next");
            try (EventStreamClient stream = EventStreamClient.open(other.port(), FOLLOW.formatted(id), ADMIN)) {
                await().atMost(BOUND).until(() -> stream.results(STATUS).size() == 1);
            }

            await().atMost(BOUND).until(() -> subscribers(other) == 0);
            assertThat(silent.awaitClose()).isNotZero();
        }
    }

    @Test
    void clientsThatGoAwayTakeNothingFromThoseThatCome() {
        String follow =
                "subscription {warmingJobUpdated(id: %s) {status}}".formatted(jobs.insert("products", "running"));
        for (int round = 0; round < 3; round++) {
            List<EventStreamClient> streams = new ArrayList<>();
            for (int n = 0; n < 10; n++) {
                streams.add(EventStreamClient.open(other.port(), follow, ADMIN));
            }

            await().atMost(BOUND)
                    .until(() -> streams.stream()
                            .allMatch(stream -> stream.results(STATUS).size() == 1));

            streams.forEach(EventStreamClient::close);
            await().atMost(BOUND).until(() -> subscribers(other) == 0);
        }
    }

    @Test
    void aNodeThatStopsSendsItsClientsElsewhereAndDoesNotWaitForThem() {
        long id = jobs.insert("products", "running");
        GatewayNode stopping = start();
        try (SocketClient socket = SocketClient.authenticated(stopping.port(), ADMIN);
                EventStreamClient stream = EventStreamClient.open(stopping.port(), FOLLOW.formatted(id), ADMIN)) {
            socket.subscribe("a", FOLLOW.formatted(id));
            await().atMost(BOUND)
                    .until(() -> socket.results("a", STATUS).size() == 1
                            && stream.results(STATUS).size() == 1);
            long start = System.nanoTime();

            stopping.close();

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
            assertThat(socket.awaitClose()).isEqualTo(1012);
            stream.awaitEnd();
            assertThat(stream.isComplete()).isFalse();
        }
    }

    private static double subscribers(GatewayNode node) {
        return node.bean(MeterRegistry.class)
                .get("catalog.warming.subscribers")
                .gauge()
                .value();
    }
}
