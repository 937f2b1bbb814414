package dev.catalog.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catalog.support.GatewayNode;
import dev.catalog.support.TestServers;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.json.JsonMapper;

/** What a node asks itself once it has started; each of these waits for the end of it. */
@Timeout(180)
@ExtendWith(OutputCaptureExtension.class)
class RehearsalIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String DATABASE = TestServers.newDatabase();

    private static GatewayNode start(String... settings) {
        Stream<String> all = Stream.of(
                "catalog.cache.prefix=" + UUID.randomUUID(),
                "catalog.sample=file:src/sample/sample/",
                "catalog.rehearsal.ready-within=60s");
        return GatewayNode.start(
                DATABASE,
                TestServers.redisUrl(),
                Stream.concat(all, Stream.of(settings)).toArray(String[]::new));
    }

    private static long executed(GatewayNode node, String outcome) {
        return node.bean(MeterRegistry.class).find("graphql.request").tag("graphql.outcome", outcome).timers().stream()
                .mapToLong(Timer::count)
                .sum();
    }

    @Test
    void executesOperationsUpToItsBoundBeforeTheNodeIsReady(CapturedOutput output) {
        try (GatewayNode node = start("catalog.rehearsal.operations=50")) {
            assertThat(output).containsPattern("Rehearsed 50 operations in \\d+ ms");
            // Those that two clients ask for at once are executed once.
            assertThat(executed(node, "SUCCESS")).isBetween(35L, 49L);
            assertThat(executed(node, "REQUEST_ERROR")).isZero();
            assertThat(node.health("/readiness")).isEqualTo("200 UP");
            assertThat(node.bean(MeterRegistry.class)
                            .get("catalog.response.entries")
                            .gauge()
                            .value())
                    .isBetween(1.0, 15.0);
        }
    }

    @Test
    void isNotCountedToTheBudgetOfThoseOnThisMachine() {
        try (GatewayNode node =
                start("catalog.rehearsal.operations=50", "catalog.rate-limit.cost-per-minute=1000000")) {
            assertThat(executed(node, "SUCCESS")).isZero();
        }
    }

    @Test
    void endsWhereItIsRefused(CapturedOutput output) {
        try (GatewayNode node = start(
                "catalog.rehearsal.operations=50",
                "catalog.documents.trusted-file=src/test/resources/documents/trusted.json",
                "catalog.documents.trusted-mode=require")) {
            assertThat(executed(node, "SUCCESS")).isZero();
            assertThat(output).contains("Rehearsed in part: ");
        }
    }

    @Test
    void restsWhileOthersAskAndEndsWhenItIsStopped() throws Exception {
        try (GatewayNode node = start("catalog.rehearsal.operations=0")) {
            AtomicLong served = new AtomicLong();
            Rehearsal rehearsal = new Rehearsal(
                    new OwnEndpoint(
                            URI.create("http://127.0.0.1:" + node.port() + "/graphql"), node.bean(JsonMapper.class)),
                    () -> served.addAndGet(1000),
                    100_000,
                    System.nanoTime() + Duration.ofHours(1).toNanos());
            FutureTask<Integer> asked = new FutureTask<>(rehearsal::perform);
            Thread.ofVirtual().start(asked);
            await().atMost(PATIENCE).until(() -> served.get() > 5000);

            rehearsal.stop();

            assertThat(asked.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isLessThan(1000);
        }
    }
}
