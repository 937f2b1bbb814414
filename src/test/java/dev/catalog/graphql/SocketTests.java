package dev.catalog.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.catalog.support.HttpGatewayTest;
import dev.catalog.support.SocketClient;
import dev.catalog.support.WarmingJobFixtures;
import dev.catalog.support.WarmingJobRows;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@HttpGatewayTest
class SocketTests {

    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final String ADMIN = HttpGatewayTest.ADMIN_TOKEN;
    private static final String AUTHORIZATION = "Authorization";
    private static final String FOLLOW = "subscription {warmingJobUpdated(id: %s) {status progress {completed}}}";
    private static final String STATUS = "/data/warmingJobUpdated/status";

    private final int port;
    private final WarmingJobRows jobs;
    private final MeterRegistry meters;

    SocketTests(@LocalServerPort int port, WarmingJobFixtures fixtures, MeterRegistry meters) {
        this.port = port;
        this.jobs = fixtures.byNode();
        this.meters = meters;
    }

    @BeforeEach
    void removeJobs() {
        jobs.clear();
    }

    @AfterEach
    void nothingIsLeftBehind() {
        await().atMost(BOUND).untilAsserted(() -> {
            assertThat(meters.get("catalog.graphql.connections")
                            .tag("transport", "websocket")
                            .gauge()
                            .value())
                    .isZero();
            assertThat(meters.get("catalog.warming.subscribers").gauge().value())
                    .isZero();
        });
    }

    @Test
    void aJobIsFollowedToItsEnd() {
        long id = jobs.insert("products", "pending");
        try (SocketClient socket = SocketClient.authenticated(port, ADMIN)) {
            assertThat(socket.protocol()).isEqualTo("graphql-transport-ws");
            socket.subscribe("a", FOLLOW.formatted(id));
            socket.await("next");

            jobs.rush(id, 10);

            assertThat(socket.await("complete").at("/id").asString()).isEqualTo("a");
            assertThat(socket.results("a", STATUS)).containsExactly("PENDING", "RUNNING", "COMPLETED");
            assertThat(socket.results("a", "/data/warmingJobUpdated/progress"))
                    .containsExactly("null", "{\"completed\":0}", "{\"completed\":10}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "authorization", "AUTHORIZATION"})
    void theTokenComesWithTheFirstMessage(String key) {
        try (SocketClient socket = SocketClient.open(port)) {
            socket.init(Map.of(key, "Bearer " + ADMIN));
            socket.await("connection_ack");
            socket.subscribe("a", "{cacheRegions {name}}");

            assertThat(socket.await("next").at("/payload/errors").isMissingNode())
                    .isTrue();
        }
    }

    @Test
    void theTokenComesWithTheRequestForTheSocketAsWell() {
        try (SocketClient socket = SocketClient.open(port, AUTHORIZATION, "Bearer " + ADMIN)) {
            socket.init(Map.of());
            socket.await("connection_ack");
            socket.subscribe("a", "{cacheRegions {name}}");

            assertThat(socket.await("next").at("/payload/errors").isMissingNode())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"Bearer unknown\"", "\"Basic YTpi\"", "\"\"", "\"Bearer \"", "1", "{\"a\": 1}"})
    void aBadTokenClosesWith4403(String value) {
        try (SocketClient socket = SocketClient.open(port)) {
            socket.send("{\"type\": \"connection_init\", \"payload\": {\"Authorization\": " + value + "}}");
            socket.sendUnlessClosed(
                    "{\"type\": \"subscribe\", \"id\": \"a\", \"payload\": {\"query\": \"{__typename}\"}}");

            assertThat(socket.awaitClose()).isEqualTo(4403);
            assertThat(socket.messages()).isEmpty();
        }
    }

    @Test
    void aBadTokenInTheRequestForTheSocketIsRefusedAsAnywhere() {
        assertThatThrownBy(() -> SocketClient.open(port, AUTHORIZATION, "Bearer unknown"))
                .hasCauseInstanceOf(WebSocketHandshakeException.class)
                .cause()
                .extracting(refusal ->
                        ((WebSocketHandshakeException) refusal).getResponse().statusCode())
                .isEqualTo(401);
    }

    @Test
    void whoIsNobodyIsToldSo() {
        try (SocketClient socket = SocketClient.open(port)) {
            socket.init(Map.of());
            socket.await("connection_ack");
            socket.subscribe("a", FOLLOW.formatted("1"));

            JsonNode error = socket.await("next").at("/payload/errors/0");

            assertThat(error.at("/extensions/code").asString()).isEqualTo("UNAUTHENTICATED");
            assertThat(error.at("/path").toString()).isEqualTo("[\"warmingJobUpdated\"]");
            socket.await("complete");
        }
    }

    @Test
    void whoLacksTheScopeIsToldSo() {
        try (SocketClient socket = SocketClient.authenticated(port, HttpGatewayTest.WRITER_TOKEN)) {
            socket.subscribe("a", FOLLOW.formatted("1"));

            assertThat(socket.await("next")
                            .at("/payload/errors/0/extensions/code")
                            .asString())
                    .isEqualTo("FORBIDDEN");
        }
    }

    @Test
    void anUnknownIdIsNotFound() {
        try (SocketClient socket = SocketClient.authenticated(port, ADMIN)) {
            socket.subscribe("a", FOLLOW.formatted(Long.MAX_VALUE));

            JsonNode error = socket.await("error").at("/payload/0");

            assertThat(error.at("/extensions").toString()).isEqualTo("{\"code\":\"NOT_FOUND\"}");
            assertThat(error.at("/message").asString()).isEqualTo("No warming job has this id.");
        }
    }

    @Test
    void queriesAndMutationsAreAnsweredAsOverHttp() {
        try (SocketClient socket = SocketClient.authenticated(port, ADMIN)) {
            socket.subscribe("query", "{nothing: navigation {name} product(id: \"x\") {name}}");
            socket.subscribe("mutation", "mutation {cancelWarmingJob(input: {}) {userErrors {code}}}");
            await().atMost(BOUND)
                    .until(() -> socket.results("mutation", "/data").size()
                                    + socket.results("query", "/data").size()
                            == 2);

            assertThat(socket.results("mutation", "/data/cancelWarmingJob/userErrors/0/code"))
                    .containsExactly("BLANK");
            assertThat(socket.results("query", "/errors/0/extensions/code")).containsExactly("BAD_USER_INPUT");
            assertThat(socket.results("query", "/extensions/catalogVersion")).doesNotContain("");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{nothing}", "subscription {nothing}", "{"})
    void whatIsNotExecutedIsAnError(String document) {
        try (SocketClient socket = SocketClient.authenticated(port, ADMIN)) {
            socket.subscribe("a", document);

            assertThat(socket.await("error").at("/payload/0/extensions/code").asString())
                    .isEqualTo(document.equals("{") ? "GRAPHQL_PARSE_FAILED" : "GRAPHQL_VALIDATION_FAILED");
            socket.subscribe("a", "{__typename}");
            socket.await("next");
        }
    }

    @Test
    void nothingIsSubscribedToBeforeTheFirstMessage() {
        try (SocketClient socket = SocketClient.open(port)) {
            socket.subscribe("a", "{__typename}");

            assertThat(socket.awaitClose()).isEqualTo(4401);
        }
    }

    @Test
    void aSecondFirstMessageIsOneTooMany() {
        try (SocketClient socket = SocketClient.authenticated(port, ADMIN)) {
            socket.init(Map.of());

            assertThat(socket.awaitClose()).isEqualTo(4429);
        }
    }

    @Test
    void anIdInUseIsRefused() {
        long id = jobs.insert("products", "running");
        try (SocketClient socket = SocketClient.authenticated(port, ADMIN)) {
            socket.subscribe("a", FOLLOW.formatted(id));
            socket.await("next");
            socket.subscribe("a", FOLLOW.formatted(id));

            assertThat(socket.awaitClose()).isEqualTo(4409);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "1",
                "{\"type\": \"nothing\"}",
                "{\"type\": \"subscribe\", \"payload\": {\"query\": \"{__typename}\"}}",
                "{\"type\": \"subscribe\", \"id\": \"a\"}",
                "{\"type\": \"subscribe\", \"id\": \"a\", \"payload\": {\"query\": 1}}"
            })
    void aMessageThatIsNoneClosesWith4400(String text) {
        try (SocketClient socket = SocketClient.authenticated(port, ADMIN)) {
            socket.send(text);

            assertThat(socket.awaitClose()).isEqualTo(4400);
        }
    }

    @Test
    void aMessageMayBeAsLongAsABodyAndNoLonger() {
        String comment = "#".repeat(50_000);
        try (SocketClient socket = SocketClient.authenticated(port, ADMIN)) {
            socket.subscribe("a", comment + "\n{__typename}");
            socket.await("next");

            socket.send("\"" + "x".repeat(1_048_576) + "\"");

            assertThat(socket.awaitClose()).isEqualTo(1009);
        }
    }

    @Test
    void aPingIsAnswered() {
        try (SocketClient socket = SocketClient.authenticated(port, ADMIN)) {
            socket.send(Map.of("type", "ping"));

            socket.await("pong");
        }
    }

    @Test
    void anotherProtocolIsRefused() {
        try (SocketClient socket = SocketClient.open(port, null, new String[0])) {
            assertThat(socket.awaitClose()).isEqualTo(4406);
        }
    }

    @Test
    void aSubscriptionEndsWhenTheClientSaysSo() {
        long id = jobs.insert("products", "running");
        try (SocketClient socket = SocketClient.authenticated(port, ADMIN)) {
            socket.subscribe("a", FOLLOW.formatted(id));
            socket.await("next");

            socket.complete("a");

            await().atMost(BOUND)
                    .until(() ->
                            meters.get("catalog.warming.subscribers").gauge().value() == 0);
            socket.send(Map.of("type", "ping"));
            socket.await("pong");
        }
    }

    @Test
    void pagesOfOtherOriginsAreRefusedAndAllowedOnesAreNot() {
        assertThatThrownBy(() -> SocketClient.open(port, "Origin", "https://elsewhere.example"))
                .hasCauseInstanceOf(WebSocketHandshakeException.class);

        try (SocketClient socket = SocketClient.open(port, "Origin", HttpGatewayTest.ORIGIN)) {
            assertThat(socket.protocol()).isEqualTo("graphql-transport-ws");
        }
    }
}
