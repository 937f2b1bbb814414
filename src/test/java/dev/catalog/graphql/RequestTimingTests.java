package dev.catalog.graphql;

import static org.awaitility.Awaitility.await;

import dev.catalog.support.GatewayClient;
import dev.catalog.support.HttpGatewayTest;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The meter of requests counts all of them under Spring's name and tags. */
@HttpGatewayTest
class RequestTimingTests {

    private static final Duration BOUND = Duration.ofSeconds(30);

    private final GatewayClient gateway;
    private final MeterRegistry meters;

    RequestTimingTests(@LocalServerPort int port, MeterRegistry meters) {
        this.gateway = new GatewayClient(port);
        this.meters = meters;
    }

    @Test
    void answersAreCountedWhetherTheyAreKeptOrNot() {
        Map<String, String> tags = tags("POST", "200", "SUCCESS", "/graphql");
        long before = count(tags);

        for (int i = 0; i < 3; i++) {
            gateway.ask("{ featuredProducts { name } }");
        }

        await().atMost(BOUND).until(() -> count(tags) == before + 3);
    }

    @Test
    void answersThatTheClientHasAreCounted() {
        String query = "/graphql?query=%7BfeaturedProducts%7Bslug:name%7D%7D";
        Map<String, String> tags = tags("GET", "304", "REDIRECTION", "/graphql");
        long before = count(tags);

        HttpResponse<String> first = gateway.get(query);
        gateway.send(gateway.request(query)
                .header("If-None-Match", first.headers().firstValue("ETag").orElseThrow()));

        await().atMost(BOUND).until(() -> count(tags) == before + 1);
    }

    @Test
    void refusedBodiesAreCounted() {
        Map<String, String> tags = tags("POST", "413", "CLIENT_ERROR", "/graphql");
        long before = count(tags);

        gateway.send(gateway.request("/graphql")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(new byte[1_100_000])));

        await().atMost(BOUND).until(() -> count(tags) == before + 1);
    }

    @Test
    void streamsAreCountedOnceTheyEnd() {
        Map<String, String> tags = tags("POST", "200", "SUCCESS", "/graphql");
        long before = count(tags);

        gateway.send(gateway.request("/graphql")
                .header("Content-Type", "application/json")
                .header("Accept", "text/event-stream")
                .POST(BodyPublishers.ofString("{\"query\":\"{__typename}\"}")));

        await().atMost(BOUND).until(() -> count(tags) == before + 1);
    }

    @Test
    void requestsForOtherThingsAreCountedToo() {
        Map<String, String> tags = tags("GET", "200", "SUCCESS", "/actuator/health");
        long before = count(tags);

        gateway.get("/actuator/health");

        await().atMost(BOUND).until(() -> count(tags) == before + 1);
    }

    private static Map<String, String> tags(String method, String status, String outcome, String uri) {
        return Map.of(
                "method",
                method,
                "status",
                status,
                "outcome",
                outcome,
                "uri",
                uri,
                "exception",
                "none",
                "error",
                "none");
    }

    private long count(Map<String, String> tags) {
        return meters.find("http.server.requests").timers().stream()
                .filter(timer -> timer.getId().getTags().stream()
                        .allMatch(tag -> tag.getValue().equals(tags.get(tag.getKey()))))
                .mapToLong(Timer::count)
                .sum();
    }
}
