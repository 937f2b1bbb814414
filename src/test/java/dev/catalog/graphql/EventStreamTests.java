package dev.catalog.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catalog.support.EventStreamClient;
import dev.catalog.support.GatewayClient;
import dev.catalog.support.HttpGatewayTest;
import dev.catalog.support.WarmingJobFixtures;
import dev.catalog.support.WarmingJobRows;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@HttpGatewayTest
class EventStreamTests {

    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final String ADMIN = HttpGatewayTest.ADMIN_TOKEN;
    private static final String FOLLOW = "subscription {warmingJobUpdated(id: %s) {status}}";
    private static final String STATUS = "/data/warmingJobUpdated/status";
    private static final String CODE = "/errors/0/extensions/code";

    private final int port;
    private final WarmingJobRows jobs;
    private final MeterRegistry meters;

    EventStreamTests(@LocalServerPort int port, WarmingJobFixtures fixtures, MeterRegistry meters) {
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
                            .tag("transport", "sse")
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
        try (EventStreamClient stream = EventStreamClient.open(port, FOLLOW.formatted(id), ADMIN)) {
            await().atMost(BOUND).until(() -> stream.results(STATUS).size() == 1);

            jobs.rush(id, 10);

            stream.awaitEnd();
            assertThat(stream.results(STATUS)).containsExactly("PENDING", "RUNNING", "COMPLETED");
            assertThat(stream.isComplete()).isTrue();
            assertThat(stream.contentType()).startsWith("text/event-stream");
        }
    }

    @Test
    void theStreamIsOpenBeforeThereIsAnythingToTell() {
        try (EventStreamClient stream =
                EventStreamClient.open(port, "subscription {warmingJobUpdated {status}}", ADMIN)) {
            assertThat(stream.contentType()).startsWith("text/event-stream");
            assertThat(stream.results("")).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "subscription {warmingJobUpdated(id: 9223372036854775807) {id}}, NOT_FOUND",
        "subscription {warmingJobUpdated(id: \"x\") {id}}, BAD_USER_INPUT",
        "subscription {nothing}, GRAPHQL_VALIDATION_FAILED",
        "{, GRAPHQL_PARSE_FAILED"
    })
    void whatIsWrongIsTold(String document, String code) {
        try (EventStreamClient stream = EventStreamClient.open(port, document, ADMIN)) {
            stream.awaitEnd();

            assertThat(stream.results(CODE)).containsExactly(code);
            assertThat(stream.isComplete()).isTrue();
        }
    }

    @Test
    void theScopeIsDemanded() {
        try (EventStreamClient nobody = EventStreamClient.open(port, FOLLOW.formatted(1), null);
                EventStreamClient writer =
                        EventStreamClient.open(port, FOLLOW.formatted(1), HttpGatewayTest.WRITER_TOKEN)) {
            nobody.awaitEnd();
            writer.awaitEnd();

            assertThat(nobody.results(CODE)).containsExactly("UNAUTHENTICATED");
            assertThat(writer.results(CODE)).containsExactly("FORBIDDEN");
        }
    }

    @Test
    void otherOperationsAreAnsweredByOneEvent() {
        try (EventStreamClient stream = EventStreamClient.open(port, "{warmingJobs {totalCount}}", ADMIN)) {
            stream.awaitEnd();

            assertThat(stream.results("/data/warmingJobs/totalCount")).containsExactly("0");
        }
    }

    @Test
    void aClientThatIsGoneIsForgotten() {
        long id = jobs.insert("products", "running");
        try (EventStreamClient stream = EventStreamClient.open(port, FOLLOW.formatted(id), ADMIN)) {
            await().atMost(BOUND).until(() -> stream.results(STATUS).equals(List.of("RUNNING")));
        }
    }

    @Test
    void aSubscriptionIsNoAnswerToARequest() {
        JsonNode answer = GatewayClient.json(
                new GatewayClient(port).ask(FOLLOW.formatted(1), "Authorization", "Bearer " + ADMIN));

        assertThat(answer.at(CODE).asString()).isEqualTo("BAD_USER_INPUT");
        assertThat(answer.at("/errors/0/message").asString()).contains("text/event-stream");
    }
}
