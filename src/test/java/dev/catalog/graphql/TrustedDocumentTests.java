package dev.catalog.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catalog.document.DocumentHash;
import dev.catalog.document.TrustedDocument;
import dev.catalog.document.TrustedDocuments;
import dev.catalog.document.TrustedMode;
import dev.catalog.support.EventStreamClient;
import dev.catalog.support.GatewayClient;
import dev.catalog.support.HttpGatewayTest;
import dev.catalog.support.SocketClient;
import dev.catalog.support.WarmingJobFixtures;
import dev.catalog.support.WarmingJobRows;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.json.JsonMapper;

/** Of the manifest in {@code documents/trusted.json}, whose documents the gateway of these tests prefers. */
@HttpGatewayTest
class TrustedDocumentTests {

    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final JsonMapper JSON = new JsonMapper();
    private static final String STATUS = "/data/warmingJobUpdated/status";

    private final int port;
    private final TrustedDocuments trusted;
    private final WarmingJobRows jobs;
    private final GatewayClient gateway;

    TrustedDocumentTests(@LocalServerPort int port, TrustedDocuments trusted, WarmingJobFixtures fixtures) {
        this.port = port;
        this.trusted = trusted;
        this.jobs = fixtures.byNode();
        this.gateway = new GatewayClient(port);
    }

    @BeforeEach
    void removeJobs() {
        jobs.clear();
    }

    @Test
    void aDocumentIsAnsweredByItsId() {
        assertThat(post(Map.of("documentId", "type-name")).body()).contains("{\"__typename\":\"Query\"}");
        assertThat(gateway.get("/graphql?documentId=type-name").body()).contains("{\"__typename\":\"Query\"}");
    }

    @Test
    void apollosClientsSendTheIdAsAHash() {
        Map<String, ?> persistedQuery = Map.of("version", 1, "sha256Hash", "type-name");

        assertThat(post(Map.of("extensions", Map.of("persistedQuery", persistedQuery)))
                        .body())
                .contains("{\"__typename\":\"Query\"}");
    }

    @Test
    void aDocumentIsAnsweredByItsHashThoughItHasAnotherId() {
        String text = trusted.find("type-name").map(TrustedDocument::text).orElseThrow();

        assertThat(post(Map.of("documentId", "sha256:" + DocumentHash.of(text))).body())
                .contains("{\"__typename\":\"Query\"}");
    }

    @Test
    void anUnknownIdIsNotFound() {
        HttpResponse<String> answer = post(Map.of("documentId", "nobody"));

        assertThat(answer.body()).contains("PERSISTED_QUERY_NOT_FOUND");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void otherDocumentsAreStillAnswered() {
        assertThat(trusted.mode()).isEqualTo(TrustedMode.PREFER);
        assertThat(gateway.ask("{t: __typename}").body()).contains("{\"t\":\"Query\"}");
    }

    @Test
    void aDocumentIsAnsweredWhateverItCosts() {
        String text = trusted.find("everything").map(TrustedDocument::text).orElseThrow();

        assertThat(post(Map.of("documentId", "everything")).body()).contains("{\"data\":{\"categories\":");
        assertThat(gateway.ask(text).body()).contains("{\"data\":{\"categories\":");
        assertThat(gateway.ask(text + " ").body()).contains("OPERATION_TOO_DEEP");
    }

    @Test
    void variablesAreBoundedEvenSo() {
        Map<String, ?> variables = Map.of("ids", Collections.nCopies(1001, "1"));

        assertThat(post(Map.of("documentId", "type-name", "variables", variables))
                        .body())
                .contains("BAD_USER_INPUT", "The list in the variable ids has 1,001 items");
    }

    @Test
    void aMutationIsNoneByGetWhateverItsName() {
        assertThat(gateway.get("/graphql?documentId=drop-product").statusCode()).isEqualTo(405);
        assertThat(post(Map.of("documentId", "drop-product")).body()).contains("UNAUTHENTICATED");
    }

    @Test
    void aSubscriptionOverAWebSocketIsNamedToo() {
        long id = jobs.insert("products", "running");
        try (SocketClient socket = SocketClient.authenticated(port, HttpGatewayTest.ADMIN_TOKEN)) {
            socket.send(Map.of("type", "subscribe", "id", "a", "payload", watch(id)));

            await().atMost(BOUND).until(() -> socket.results("a", STATUS).contains("RUNNING"));
        }
    }

    @Test
    void aSubscriptionAsAnEventStreamIsNamedToo() {
        long id = jobs.insert("products", "running");
        try (EventStreamClient stream = EventStreamClient.open(port, watch(id), HttpGatewayTest.ADMIN_TOKEN)) {
            await().atMost(BOUND).until(() -> stream.results(STATUS).contains("RUNNING"));
        }
    }

    private static Map<String, ?> watch(long id) {
        return Map.of("documentId", "watch-job", "variables", Map.of("id", Long.toString(id)));
    }

    private HttpResponse<String> post(Map<String, ?> operation) {
        return gateway.post(JSON.writeValueAsString(operation));
    }
}
