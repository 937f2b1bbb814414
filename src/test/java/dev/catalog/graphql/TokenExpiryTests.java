package dev.catalog.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catalog.security.Scope;
import dev.catalog.support.EventStreamClient;
import dev.catalog.support.HttpGatewayTest;
import dev.catalog.support.IdentityGatewayTest;
import dev.catalog.support.SettableClock;
import dev.catalog.support.SocketClient;
import dev.catalog.support.TestIdentityProvider;
import dev.catalog.support.WarmingJobFixtures;
import dev.catalog.support.WarmingJobRows;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Connections that stay open end with the token that opened them. */
@IdentityGatewayTest
class TokenExpiryTests {

    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final String FOLLOW = "subscription {warmingJobUpdated {status}}";
    private static final Map<String, String> NOTHING = Map.of();

    private final TestIdentityProvider provider = TestIdentityProvider.shared();
    private final int port;
    private final SettableClock clock;
    private final WarmingJobRows jobs;
    private final MeterRegistry meters;

    TokenExpiryTests(
            @LocalServerPort int port, SettableClock clock, WarmingJobFixtures fixtures, MeterRegistry meters) {
        this.port = port;
        this.clock = clock;
        this.jobs = fixtures.byNode();
        this.meters = meters;
    }

    @BeforeEach
    void beginAMomentBeforeTheNextSecond() {
        Instant moment = clock.instant().truncatedTo(ChronoUnit.SECONDS).plusMillis(1900);
        clock.advance(Duration.between(clock.instant(), moment));
        jobs.clear();
        jobs.insert("products", "running");
    }

    @AfterEach
    void nothingIsLeftBehind() {
        await().atMost(BOUND).untilAsserted(() -> {
            assertThat(meters.get("catalog.graphql.connections").gauges())
                    .allSatisfy(gauge -> assertThat(gauge.value()).isZero());
            assertThat(List.of("catalog.warming.subscribers", "catalog.changes.subscribers"))
                    .allSatisfy(name -> assertThat(meters.get(name).gauge().value())
                            .as(name)
                            .isZero());
        });
    }

    @Test
    void aSocketEndsWithTheTokenOfItsFirstMessage() {
        try (SocketClient socket = SocketClient.authenticated(port, tokenFor(1))) {
            socket.subscribe("a", FOLLOW);
            socket.await("next");
            staysOpen(socket);

            clock.advance(Duration.ofSeconds(1));

            assertThat(socket.awaitClose()).isEqualTo(4403);
        }
    }

    @Test
    void aSocketEndsWithTheTokenOfItsRequest() {
        try (SocketClient socket = SocketClient.open(port, "Authorization", "Bearer " + tokenFor(1))) {
            socket.init(NOTHING);
            socket.await("connection_ack");
            staysOpen(socket);

            clock.advance(Duration.ofSeconds(1));

            assertThat(socket.awaitClose()).isEqualTo(4403);
        }
    }

    @Test
    void theTokenOfTheFirstMessageTakesThePlaceOfTheOther() {
        try (SocketClient socket = SocketClient.open(port, "Authorization", "Bearer " + tokenFor(1))) {
            socket.init(Map.of("Authorization", "Bearer " + HttpGatewayTest.ADMIN_TOKEN));
            socket.await("connection_ack");
            try (SocketClient other = SocketClient.authenticated(port, tokenFor(1))) {
                clock.advance(Duration.ofDays(1));
                assertThat(other.awaitClose()).isEqualTo(4403);
            }

            staysOpen(socket);
        }
    }

    @Test
    void aTokenOfASlowerClockHoldsForWhatIsLeftOfTheDifference() {
        try (SocketClient socket = SocketClient.authenticated(port, tokenFor(-59))) {
            staysOpen(socket);

            clock.advance(Duration.ofSeconds(1));

            assertThat(socket.awaitClose()).isEqualTo(4403);
        }
    }

    @Test
    void anExpiredTokenOpensNoSocket() {
        try (SocketClient socket = SocketClient.open(port)) {
            socket.init(Map.of("Authorization", "Bearer " + tokenFor(-61)));

            assertThat(socket.awaitClose()).isEqualTo(4403);
            assertThat(socket.messages()).isEmpty();
        }
    }

    @Test
    void anEventStreamEndsWithItsToken() {
        try (EventStreamClient stream = EventStreamClient.open(port, FOLLOW, tokenFor(1))) {
            await().atMost(BOUND)
                    .until(() ->
                            stream.results("/data/warmingJobUpdated/status").contains("RUNNING"));

            clock.advance(Duration.ofSeconds(1));

            stream.awaitEnd();
            assertThat(stream.results("/errors/0/extensions/code")).contains("UNAUTHENTICATED");
            assertThat(stream.isComplete()).isTrue();
        }
    }

    @Test
    void whoFollowsTheCatalogIsToldNoMoreThanTheTokenShows() {
        String catalog = "subscription {catalogChanged {id}}";
        try (EventStreamClient stream = EventStreamClient.open(port, catalog, tokenFor(1));
                SocketClient socket = SocketClient.authenticated(port, tokenFor(1))) {
            socket.subscribe("a", catalog);
            await().atMost(BOUND)
                    .until(() ->
                            meters.get("catalog.changes.subscribers").gauge().value() == 2);

            clock.advance(Duration.ofSeconds(1));

            stream.awaitEnd();
            assertThat(stream.results("/errors/0/extensions/code")).containsExactly("UNAUTHENTICATED");
            assertThat(socket.awaitClose()).isEqualTo(4403);
        }
    }

    private static void staysOpen(SocketClient socket) {
        socket.subscribe("alive", "{__typename}");
        await().atMost(BOUND)
                .until(() -> socket.results("alive", "/data/__typename").contains("Query"));
    }

    // A token's time is of full seconds.
    private String tokenFor(int seconds) {
        return provider.sign(provider.claims()
                .claim("scope", Scope.WARMING_MANAGE)
                .expirationTime(Date.from(clock.instant().plusSeconds(seconds))));
    }
}
