package dev.catalog.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catalog.document.DocumentHash;
import dev.catalog.support.EventStreamClient;
import dev.catalog.support.GatewayClient;
import dev.catalog.support.HttpGatewayTest;
import dev.catalog.support.SocketClient;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@HttpGatewayTest
class PersistedQueryTests {

    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final JsonMapper JSON = new JsonMapper();

    // Each test has a document of its own, as what is registered stays.
    private final String text = "query A {a: __typename} query B {b: __typename} # " + UUID.randomUUID();
    private final String hash = DocumentHash.of(text);

    @LocalServerPort
    private int port;

    private GatewayClient gateway;

    @BeforeEach
    void connect() {
        gateway = new GatewayClient(port);
    }

    @Test
    void anUnknownHashIsToldInTheWayThatClientsKnow() {
        HttpResponse<String> answer = post(Map.of("extensions", persistedQuery(hash)));
        JsonNode error = GatewayClient.json(answer).at("/errors/0");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(error.at("/message").asString()).isEqualTo("PersistedQueryNotFound");
        assertThat(error.at("/extensions").toString()).isEqualTo("{\"code\":\"PERSISTED_QUERY_NOT_FOUND\"}");
    }

    @Test
    void anUnknownHashIsABadRequestForThoseWhoAcceptOne() {
        HttpResponse<String> answer =
                post(Map.of("extensions", persistedQuery(hash)), "Accept", "application/graphql-response+json");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(codeOf(answer)).isEqualTo("PERSISTED_QUERY_NOT_FOUND");
    }

    @Test
    void aDocumentThatCameWithItsHashIsKnownByIt() {
        assertThat(post(Map.of("query", text, "operationName", "A", "extensions", persistedQuery(hash)))
                        .body())
                .contains("{\"a\":\"Query\"}");

        assertThat(post(Map.of("operationName", "B", "extensions", persistedQuery(hash)))
                        .body())
                .contains("{\"b\":\"Query\"}");
        assertThat(post(Map.of("operationName", "B", "documentId", "sha256:" + hash))
                        .body())
                .contains("{\"b\":\"Query\"}");
        assertThat(get("operationName=B&extensions=" + encoded(JSON.writeValueAsString(persistedQuery(hash))))
                        .body())
                .contains("{\"b\":\"Query\"}");
        assertThat(get("operationName=B&documentId=sha256:" + hash).body()).contains("{\"b\":\"Query\"}");
    }

    @Test
    void aDocumentIsRegisteredByGetToo() {
        get("query=" + encoded(text) + "&operationName=A&extensions="
                + encoded(JSON.writeValueAsString(persistedQuery(hash))));

        assertThat(get("operationName=B&documentId=sha256:" + hash).body()).contains("{\"b\":\"Query\"}");
    }

    @Test
    void aHashInCapitalsIsTheSame() {
        register();

        assertThat(post(Map.of("operationName", "A", "extensions", persistedQuery(hash.toUpperCase(Locale.ROOT))))
                        .body())
                .contains("{\"a\":\"Query\"}");
    }

    @Test
    void aHashThatIsNotTheDocumentsIsRefused() {
        String other = text + " ";

        HttpResponse<String> answer =
                post(Map.of("query", other, "operationName", "A", "extensions", persistedQuery(hash)));

        assertThat(codeOf(answer)).isEqualTo("BAD_USER_INPUT");
        assertThat(answer.body()).doesNotContain("data");
        assertUnknown(hash);
        assertUnknown(DocumentHash.of(other));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{nothing}",
                "{",
                "query ($id: ID!) {product(id: $id) {id}}",
                "query C {c: __typename} query C {d: __typename}"
            })
    void whatIsNotExecutedIsNotRegistered(String bad) {
        String document = bad + " # " + UUID.randomUUID();

        assertThat(post(Map.of("query", document, "extensions", persistedQuery(DocumentHash.of(document))))
                        .body())
                .contains("errors");

        assertUnknown(DocumentHash.of(document));
    }

    @Test
    void whatIsNoQueryIsRefusedByGetUnderAnyName() {
        String mutation = "mutation {cancelWarmingJob(input: {id: \"0\"}) {userErrors {code}}} # " + UUID.randomUUID();
        post(Map.of("query", mutation, "extensions", persistedQuery(DocumentHash.of(mutation))));

        HttpResponse<String> answer = get("documentId=sha256:" + DocumentHash.of(mutation));

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(post(Map.of("documentId", "sha256:" + DocumentHash.of(mutation)))
                        .body())
                .contains("UNAUTHENTICATED");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"extensions": {"persistedQuery": 1}}                                              | version and sha256Hash
            {"extensions": {"persistedQuery": {"version": 1}}}                                 | version and sha256Hash
            {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": "a b"}}}            | version and sha256Hash
            {"extensions": {"persistedQuery": {"version": 2, "sha256Hash": "HASH"}}}           | version must be 1
            {"extensions": {"persistedQuery": {"sha256Hash": "HASH"}}}                         | version must be 1
            {"documentId": "sha256:abc"}                                                       | 64 lower-case
            {"documentId": ""}                                                                 | documentId must be
            {"documentId": "a/b"}                                                              | documentId must be
            {"documentId": "other", "query": "{__typename}"}                                   | not the one
            {"documentId": "sha256:HASH", "query": "{__typename}"}                             | not the one
            {"documentId": "a", "extensions": {"persistedQuery": {"version": 1, "sha256Hash": "HASH"}}} | send one
            """)
    void aBadNameIsRefused(String body, String why) {
        HttpResponse<String> answer = gateway.post(body.replace("HASH", hash));

        assertThat(codeOf(answer)).isEqualTo("BAD_USER_INPUT");
        assertThat(answer.body()).contains(why).doesNotContain("data");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"documentId\": 1}", "{\"documentId\": \"a\", \"documentId\": \"b\"}", "{\"documentId\": null}"
            })
    void aBodyThatIsNoRequestIsRefused(String body) {
        assertThat(gateway.post(body).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"persistedQuery", "documentId"})
    void aWebSocketKnowsDocumentsByTheirHashToo(String way) {
        register();
        try (SocketClient socket = SocketClient.authenticated(port, HttpGatewayTest.ADMIN_TOKEN)) {
            socket.send(Map.of("type", "subscribe", "id", "known", "payload", operation(way, hash)));
            await().atMost(BOUND).until(() -> socket.results("known", "/data/b").size() == 1);

            socket.send(Map.of("type", "subscribe", "id", "unknown", "payload", operation(way, "0".repeat(64))));
            assertThat(socket.await("error").at("/payload/0/extensions/code").asString())
                    .isEqualTo("PERSISTED_QUERY_NOT_FOUND");
        }
    }

    @Test
    void aDocumentIsRegisteredOverAWebSocketToo() {
        try (SocketClient socket = SocketClient.authenticated(port, HttpGatewayTest.ADMIN_TOKEN)) {
            socket.send(Map.of(
                    "type",
                    "subscribe",
                    "id",
                    "a",
                    "payload",
                    Map.of("query", text, "operationName", "A", "extensions", persistedQuery(hash))));
            socket.await("complete");
        }

        assertThat(post(operation("documentId", hash)).body()).contains("{\"b\":\"Query\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"persistedQuery", "documentId"})
    void anEventStreamKnowsDocumentsByTheirHashToo(String way) {
        register();
        try (EventStreamClient known = EventStreamClient.open(port, operation(way, hash), null);
                EventStreamClient unknown = EventStreamClient.open(port, operation(way, "0".repeat(64)), null)) {
            known.awaitEnd();
            unknown.awaitEnd();

            assertThat(known.results("/data/b")).containsExactly("Query");
            assertThat(unknown.results("/errors/0/extensions/code")).containsExactly("PERSISTED_QUERY_NOT_FOUND");
        }
    }

    @Test
    void theAnswerToANamedQueryIsKeptAsAnyOther() {
        String query = "{count" + UUID.randomUUID().toString().replace("-", "") + ": productCount}";
        String name = "sha256:" + DocumentHash.of(query);
        HttpResponse<String> made = post(Map.of("query", query, "documentId", name));

        HttpResponse<String> named = get("documentId=" + name);

        assertThat(made.headers().firstValue("X-Cache")).contains("MISS");
        assertThat(named.headers().firstValue("X-Cache")).contains("HIT");
        assertThat(GatewayClient.json(named).at("/data"))
                .isEqualTo(GatewayClient.json(made).at("/data"));
    }

    private void register() {
        post(Map.of("query", text, "operationName", "A", "extensions", persistedQuery(hash)));
    }

    private void assertUnknown(String unknown) {
        assertThat(codeOf(post(Map.of("documentId", "sha256:" + unknown)))).isEqualTo("PERSISTED_QUERY_NOT_FOUND");
    }

    private static Map<String, Object> operation(String way, String hash) {
        return way.equals("documentId")
                ? Map.of("documentId", "sha256:" + hash, "operationName", "B")
                : Map.of("extensions", persistedQuery(hash), "operationName", "B");
    }

    private static Map<String, Object> persistedQuery(String hash) {
        return Map.of("persistedQuery", Map.of("version", 1, "sha256Hash", hash));
    }

    private HttpResponse<String> post(Map<String, ?> operation, String... headers) {
        return gateway.post(JSON.writeValueAsString(operation), headers);
    }

    private HttpResponse<String> get(String queryString) {
        return gateway.get("/graphql?" + queryString);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static String codeOf(HttpResponse<String> answer) {
        return GatewayClient.json(answer).at("/errors/0/extensions/code").asString();
    }
}
