package dev.catalog.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.support.CatalogGatewayTest;
import dev.catalog.support.EventStreamClient;
import dev.catalog.support.GatewayClient;
import dev.catalog.support.HttpGatewayTest;
import dev.catalog.support.SettableClock;
import dev.catalog.support.SettableClockConfiguration;
import dev.catalog.support.SocketClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;

/** A gateway where one operation spends most of the budget of a minute, which is over when a test begins. */
@Import(SettableClockConfiguration.class)
@CatalogGatewayTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "catalog.rate-limit.cost-per-minute=60",
            "catalog.cache.timeout=30s",
            "catalog.security.admin-token=" + HttpGatewayTest.ADMIN_TOKEN,
            "catalog.security.tokens[0].value=" + HttpGatewayTest.WRITER_TOKEN,
            "catalog.security.tokens[0].scopes=catalog:write"
        })
class RateLimitTests {

    private static final AtomicInteger MADE = new AtomicInteger();
    private static final String AUTHORIZATION = "Authorization";
    private static final String ADMIN = "Bearer " + HttpGatewayTest.ADMIN_TOKEN;
    private static final String WRITER = "Bearer " + HttpGatewayTest.WRITER_TOKEN;
    private static final String FORWARDED_FOR = "X-Forwarded-For";

    private final int port;
    private final GatewayClient gateway;
    private final SettableClock clock;

    RateLimitTests(@LocalServerPort int port, SettableClock clock) {
        this.port = port;
        this.gateway = new GatewayClient(port);
        this.clock = clock;
    }

    @BeforeEach
    void fillBudgets() {
        clock.advance(Duration.ofMinutes(1));
    }

    @Test
    void whoHasSpentTheBudgetIsRefused() {
        assertAnswered(gateway.ask(costs51()));

        HttpResponse<String> answer = gateway.ask(costs51());

        // Of 60 are left 8, after 51 for the first operation and 1 for having asked again; 50 grow to in 42 seconds,
        // and 1 for asking again in another.
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).contains("43");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        JsonNode body = GatewayClient.json(answer);
        assertThat(body.at("/data").isMissingNode()).isTrue();
        assertThat(body.at("/errors/0/extensions/code").asString()).isEqualTo("RATE_LIMITED");
        assertThat(body.at("/errors/0/extensions/retryAfter").asInt()).isEqualTo(43);
        assertThat(body.at("/errors/0/message").asString())
                .isEqualTo("The caller has spent what operations may cost in a minute; try again in 43 s.");
    }

    @Test
    void whoWaitsIsAnswered() {
        gateway.ask(costs51());
        gateway.ask(costs51());

        clock.advance(Duration.ofSeconds(43));

        assertAnswered(gateway.ask(costs51()));
    }

    @Test
    void whatCostsMoreThanAMinuteIsAnsweredOnceAMinute() {
        String costs101 = "{products(first: 100, filter: {maxPrice: %d}) {nodes {name}}}";
        assertAnswered(gateway.ask(costs101.formatted(MADE.incrementAndGet())));

        assertThat(gateway.ask(costs101.formatted(MADE.incrementAndGet())).statusCode())
                .isEqualTo(429);
        clock.advance(Duration.ofMinutes(1));
        assertAnswered(gateway.ask(costs101.formatted(MADE.incrementAndGet())));
    }

    @Test
    void statusIsTheSameWhateverTypeIsAccepted() {
        assertAnswered(gateway.ask(costs51()));

        assertThat(List.of("application/json", "application/graphql-response+json", "*/*"))
                .allSatisfy(type -> assertThat(
                                gateway.ask(costs51(), "Accept", type).statusCode())
                        .isEqualTo(429));
    }

    @Test
    void whatIsLeftMayBeSpent() {
        assertAnswered(gateway.ask(costs51()));

        assertAnswered(gateway.ask("{products(first: 3) {nodes {name}}}"));
    }

    @Test
    void askingCostsOneWhateverComesOfIt() {
        gateway.ask(costs51());

        List<Integer> statuses = IntStream.range(0, 10)
                .mapToObj(n -> gateway.ask("{nothing%d}".formatted(n)).statusCode())
                .toList();

        assertThat(statuses).containsExactly(200, 200, 200, 200, 200, 200, 200, 200, 200, 429);
    }

    @Test
    void answersThatAreKeptAreCountedToo() {
        gateway.ask(costs51());

        List<Integer> statuses = IntStream.range(0, 10)
                .mapToObj(_ -> gateway.ask("{productCount}").statusCode())
                .toList();

        assertThat(statuses).containsExactly(200, 200, 200, 200, 200, 200, 200, 200, 200, 429);
    }

    @Test
    void mutationsCostMore() {
        String mutation = "mutation {deleteProduct(input: {id: \"0\"}) {deletedId}}";

        List<Integer> statuses = IntStream.range(0, 6)
                .mapToObj(_ -> gateway.ask(mutation, AUTHORIZATION, WRITER).statusCode())
                .toList();

        assertThat(statuses).containsExactly(200, 200, 200, 200, 200, 429);
    }

    @Test
    void addressesAndTokensHaveBudgetsOfTheirOwn() {
        assertAnswered(gateway.ask(costs51()));
        assertAnswered(gateway.ask(costs51(), FORWARDED_FOR, "198.51.100.1"));
        assertAnswered(gateway.ask(costs51(), AUTHORIZATION, ADMIN));
        assertAnswered(gateway.ask(costs51(), AUTHORIZATION, WRITER));

        assertThat(gateway.ask(costs51(), FORWARDED_FOR, "198.51.100.1").statusCode())
                .isEqualTo(429);
    }

    @Test
    void aTokenTakesItsBudgetAlong() {
        assertAnswered(gateway.ask(costs51(), AUTHORIZATION, ADMIN));

        assertThat(gateway.ask(costs51(), AUTHORIZATION, ADMIN, FORWARDED_FOR, "198.51.100.2")
                        .statusCode())
                .isEqualTo(429);
    }

    @Test
    void addressesOfOneNetworkShareABudget() {
        assertAnswered(gateway.ask(costs51(), FORWARDED_FOR, "2001:db8:1:2::1"));

        assertThat(gateway.ask(costs51(), FORWARDED_FOR, "2001:db8:1:2:ffff::9").statusCode())
                .isEqualTo(429);
        assertAnswered(gateway.ask(costs51(), FORWARDED_FOR, "2001:db8:1:3::1"));
    }

    @Test
    void eachOperationOfAWebSocketIsCounted() {
        try (SocketClient socket = SocketClient.authenticated(port, HttpGatewayTest.ADMIN_TOKEN)) {
            socket.subscribe("a", costs51());
            socket.await("complete");
            socket.subscribe("b", costs51());

            JsonNode refusal = socket.await("error");
            assertThat(refusal.at("/id").asString()).isEqualTo("b");
            assertThat(refusal.at("/payload/0/extensions/code").asString()).isEqualTo("RATE_LIMITED");
            assertThat(refusal.at("/payload/0/extensions/retryAfter").asInt()).isEqualTo(43);
        }
        assertThat(gateway.ask(costs51(), AUTHORIZATION, ADMIN).statusCode()).isEqualTo(429);
    }

    @Test
    void eachSubscriptionIsCounted() {
        assertAnswered(gateway.ask(costs51(), AUTHORIZATION, ADMIN));

        try (SocketClient socket = SocketClient.authenticated(port, HttpGatewayTest.ADMIN_TOKEN)) {
            for (int n = 0; n < 10; n++) {
                socket.subscribe("s" + n, "subscription {warmingJobUpdated {status}}");
            }

            assertThat(socket.await("error").at("/payload/0/extensions/code").asString())
                    .isEqualTo("RATE_LIMITED");
        }
    }

    @Test
    void operationOfAnEventStreamIsCounted() {
        assertAnswered(gateway.ask(costs51(), AUTHORIZATION, WRITER));

        try (EventStreamClient stream = EventStreamClient.open(port, costs51(), HttpGatewayTest.WRITER_TOKEN)) {
            stream.awaitEnd();
            assertThat(stream.results("/errors/0/extensions/code")).containsExactly("RATE_LIMITED");
        }
    }

    @Test
    void requestsAreToldInMetricsByWhatCameOfThem() {
        assertAnswered(gateway.ask(costs51()));
        gateway.ask(costs51());

        assertThat(gateway.get("/actuator/prometheus").body())
                .containsPattern("catalog_rate_limit_requests_total\\{.*outcome=\"allowed\".*} [1-9]")
                .containsPattern("catalog_rate_limit_requests_total\\{.*outcome=\"refused\".*} [1-9]");
    }

    /** An operation that costs 51, and that nobody has asked before: its answer is not kept. */
    private static String costs51() {
        return "{products(first: 50, after: null, filter: {maxPrice: %d}) {nodes {name}}}"
                .formatted(MADE.incrementAndGet());
    }

    private static void assertAnswered(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).startsWith("{\"data\":{");
    }
}
