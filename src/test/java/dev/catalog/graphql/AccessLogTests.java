package dev.catalog.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import dev.catalog.document.DocumentHash;
import dev.catalog.support.CatalogFixtures;
import dev.catalog.support.EventStreamClient;
import dev.catalog.support.GatewayClient;
import dev.catalog.support.HttpGatewayTest;
import dev.catalog.support.SocketClient;
import dev.catalog.support.WarmingJobFixtures;
import dev.catalog.support.WarmingJobRows;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@HttpGatewayTest
class AccessLogTests {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String AUTHORIZATION = "Authorization";
    private static final String REQUEST_ID = "X-Request-Id";

    private final Logger access = (Logger) LoggerFactory.getLogger("catalog.access");
    private final AtomicInteger asked = new AtomicInteger();
    // Requests of other tests may end meanwhile.
    private final String ids = UUID.randomUUID() + "-";
    private final AccessLines lines = new AccessLines(ids);
    // No two operations of these tests are the same one.
    private final String alias = "a" + UUID.randomUUID().toString().replace("-", "");
    private final String query =
            "query Count($featured: Boolean) {" + alias + ": productCount(filter: {featured: $featured})}";

    private final int port;
    private final WarmingJobRows jobs;
    private final CatalogFixtures catalog;
    private final GatewayClient gateway;

    AccessLogTests(@LocalServerPort int port, WarmingJobFixtures fixtures, CatalogFixtures catalog) {
        this.port = port;
        this.jobs = fixtures.byNode();
        this.catalog = catalog;
        this.gateway = new GatewayClient(port);
    }

    @BeforeEach
    void listen() {
        // What others have changed would keep an answer from being kept.
        catalog.evict();
        access.addAppender(lines);
        access.setAdditive(false);
        lines.start();
    }

    @AfterEach
    void unlisten() {
        access.setLevel(Level.OFF);
        access.setAdditive(true);
        access.detachAppender(lines);
    }

    @Test
    void itIsOffUntilItIsSwitchedOn() {
        assertThat(access.getEffectiveLevel()).isEqualTo(Level.OFF);
    }

    @Test
    void aQueryIsTold() {
        access.setLevel(Level.INFO);

        HttpResponse<String> answer = ask(query);

        assertThat(lines.await(1).getFirst())
                .containsEntry("requestId", ids + 1)
                .containsEntry("transport", "http")
                .containsEntry("operation", "Count")
                .containsEntry("operationType", "query")
                .containsEntry("document", DocumentHash.of(query))
                .containsEntry("caller", "anonymous")
                .containsEntry("status", 200)
                .containsEntry("bytes", (long) answer.body().length())
                .containsEntry("cache", "MISS")
                .containsKey("durationMs")
                .doesNotContainKeys("codes", "variables", "results");
    }

    @Test
    void anAnswerThatWasKeptIsToldLikeOneThatWasMade() {
        access.setLevel(Level.INFO);

        ask(query);
        ask(query);
        ask(query + " ");

        List<Map<String, Object>> told = lines.await(3);
        assertThat(told).extracting(line -> line.get("cache")).containsExactly("MISS", "HIT", "HIT");
        assertThat(told).extracting(line -> line.get("operation")).containsOnly("Count");
        assertThat(told).extracting(line -> line.get("operationType")).containsOnly("query");
        assertThat(told).extracting(line -> line.get("document")).doesNotContainNull();
        assertThat(told).extracting(line -> line.get("caller")).containsOnly("anonymous");
    }

    @Test
    void variablesAreThoseOfQueriesAndToldOnDemandAlone() {
        access.setLevel(Level.DEBUG);

        post(JSON.writeValueAsString(Map.of("query", query, "variables", Map.of("featured", true))));
        post(JSON.writeValueAsString(Map.of(
                "query",
                "mutation M($id: ID) {deleteProduct(input: {id: $id}) {deletedId}}",
                "variables",
                Map.of("id", "secret"))));

        List<Map<String, Object>> told = lines.await(2);
        assertThat(told.getFirst()).containsEntry("variables", "{\"featured\":true}");
        assertThat(told.getLast())
                .containsEntry("operationType", "mutation")
                .containsEntry("operation", "M")
                .containsEntry("codes", "UNAUTHENTICATED")
                .doesNotContainKey("variables");
        assertThat(told.toString()).doesNotContain("secret");
    }

    @Test
    void aCallerIsToldByTheNameOfTheSetting() {
        access.setLevel(Level.DEBUG);

        ask("{__typename}", AUTHORIZATION, "Bearer " + HttpGatewayTest.WRITER_TOKEN);

        Map<String, Object> line = lines.await(1).getFirst();
        assertThat(line).containsEntry("caller", "catalog.security.tokens[0].value");
        assertThat(line.toString()).doesNotContain(HttpGatewayTest.WRITER_TOKEN);
    }

    @Test
    void whatIsRefusedIsTold() {
        access.setLevel(Level.INFO);

        ask("{nothing}");
        post("{");
        ask("{__typename}", AUTHORIZATION, "Bearer unknown");
        get("/graphql?query=mutation%20%7B__typename%7D");
        get("/actuator/health");

        assertThat(lines.await(4))
                .extracting(line -> line.get("status") + " " + line.get("codes"))
                .containsExactly(
                        "200 GRAPHQL_VALIDATION_FAILED",
                        "400 BAD_USER_INPUT",
                        "401 UNAUTHENTICATED",
                        "405 BAD_USER_INPUT");
    }

    @Test
    void namesThatClientsChooseAreBounded() {
        access.setLevel(Level.INFO);
        String longest = "N".repeat(100);

        post(JSON.writeValueAsString(Map.of("query", "{__typename}", "operationName", "a\n{\"b\":1}")));
        ask("query " + longest + "N {__typename}");

        assertThat(lines.await(2)).extracting(line -> line.get("operation")).containsExactly(null, longest);
    }

    @Test
    void eachOperationOfAWebSocketIsTold() {
        access.setLevel(Level.INFO);
        long id = jobs.insert("products", "pending");
        long results;
        try (SocketClient socket = SocketClient.open(port, REQUEST_ID, ids)) {
            socket.init(Map.of(AUTHORIZATION, "Bearer " + HttpGatewayTest.ADMIN_TOKEN));
            socket.await("connection_ack");
            socket.subscribe("a", "subscription Watch {warmingJobUpdated(id: " + id + ") {status}}");
            socket.await("next");
            socket.subscribe("b", "{nothing}");
            socket.await("error");
            jobs.rush(id, 10);
            socket.await("complete");
            results = socket.results("a", "/data/warmingJobUpdated/status").size();
        } finally {
            jobs.clear();
        }

        List<Map<String, Object>> told = lines.await(2);
        assertThat(told.getFirst())
                .containsEntry("requestId", ids + ".1")
                .containsEntry("transport", "websocket")
                .containsEntry("operation", "Watch")
                .containsEntry("operationType", "subscription")
                .containsEntry("caller", "catalog.security.admin-token")
                .containsEntry("results", results)
                .doesNotContainKey("codes");
        assertThat(told.getLast())
                .containsEntry("requestId", ids + ".2")
                .containsEntry("codes", "GRAPHQL_VALIDATION_FAILED");
    }

    @Test
    void anEventStreamIsToldWhenItEnds() {
        access.setLevel(Level.INFO);
        try (EventStreamClient stream = EventStreamClient.open(port, Map.of("query", query), null, REQUEST_ID, ids)) {
            stream.awaitEnd();
        }

        assertThat(lines.await(1).getFirst())
                .containsEntry("transport", "sse")
                .containsEntry("operation", "Count")
                .containsEntry("status", 200);
    }

    @Test
    void springWritesALineAsJson() {
        access.setLevel(Level.INFO);
        ask(query);
        lines.await(1);

        StructuredLogEncoder encoder = new StructuredLogEncoder();
        encoder.setContext((LoggerContext) LoggerFactory.getILoggerFactory());
        encoder.setFormat("logstash");
        encoder.start();
        String text = new String(encoder.encode(lines.first()), StandardCharsets.UTF_8);

        JsonNode json = JSON.readTree(text);
        assertThat(text.lines()).hasSize(1);
        assertThat(json.at("/requestId").asString()).isEqualTo(ids + 1);
        assertThat(json.at("/operation").asString()).isEqualTo("Count");
        assertThat(json.at("/status").asInt()).isEqualTo(200);
        assertThat(json.at("/message").asString()).startsWith("query Count over http in ");
    }

    private HttpResponse<String> ask(String document, String... headers) {
        return gateway.ask(document, withId(headers));
    }

    private void post(String body) {
        gateway.post(body, withId());
    }

    private void get(String path) {
        gateway.send(gateway.request(path).headers(withId()).GET());
    }

    private String[] withId(String... headers) {
        return Stream.concat(Stream.of(headers), Stream.of(REQUEST_ID, ids + asked.incrementAndGet()))
                .toArray(String[]::new);
    }
}
