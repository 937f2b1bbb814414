package dev.catalog.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.catalog.support.GatewayNode;
import dev.catalog.support.GatewayNode.Reply;
import dev.catalog.support.HttpGatewayTest;
import dev.catalog.support.OwnPostgres;
import dev.catalog.support.TestServers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** A gateway whose operations may take two seconds, and a database that is gone for longer. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
class DatabaseOutageTests {

    private static final Duration LIMIT = Duration.ofSeconds(2);
    /** The limit, and the work of a busy machine. */
    private static final Duration BOUND = LIMIT.plusSeconds(1);

    /** Until changes are seen again: a few tries to connect. */
    private static final Duration RECOVERY = Duration.ofSeconds(5);

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Kept for hours. */
    private static final String FRESH = "navigation {name productCount subcategories {name}}";

    /** Kept for a fraction of a second, and served stale for minutes. */
    private static final String EXPIRED = "productsByCategory(slug: \"lamps\", first: 4) {nodes {name}}";

    private final AtomicInteger words = new AtomicInteger();
    private OwnPostgres postgres;
    private GatewayNode node;

    /** A way to be gone, and to come back. */
    enum Outage {
        CRASHED {
            @Override
            void begin(OwnPostgres postgres) {
                postgres.crash();
            }

            @Override
            void end(OwnPostgres postgres) {
                postgres.start();
            }
        },
        HUNG {
            @Override
            void begin(OwnPostgres postgres) {
                postgres.hang();
            }

            @Override
            void end(OwnPostgres postgres) {
                postgres.goOn();
            }
        };

        abstract void begin(OwnPostgres postgres);

        abstract void end(OwnPostgres postgres);
    }

    @BeforeAll
    void start(@TempDir Path folder) {
        postgres = new OwnPostgres(folder);
        node = GatewayNode.start(
                postgres.url(),
                TestServers.redisUrl(),
                "catalog.cache.prefix=" + UUID.randomUUID(),
                "catalog.cache.timeout=5s",
                "catalog.limits.timeout=2s",
                "catalog.cache.regions.products-by-category.ttl=200ms",
                "catalog.cache.regions.products-by-category.grace=10m");
    }

    @AfterAll
    void stop() {
        node.close();
        postgres.close();
    }

    @BeforeEach
    void fillCaches() {
        SmallShop.open(postgres.jdbc());
        awaitRecovery();
        await().atMost(PATIENCE)
                .until(() ->
                        node.explain("{" + FRESH + "}").states().stream().allMatch(state -> state.endsWith("NEAR")));
    }

    private void awaitRecovery() {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(node.health("")).isEqualTo("200 UP");
            Reply reply = node.ask(SmallShop.WHOLE);
            assertThat(reply.errors()).isEmpty();
            assertThat(reply.isStale()).isFalse();
        });
    }

    @ParameterizedTest
    @EnumSource
    void cachedRootsAnswerOthersAreUnavailableInTimeAndAllIsWellAfterwards(Outage outage) throws Exception {
        JsonNode fresh = node.ask("{" + FRESH + "}").data();
        JsonNode expired = node.ask("{" + EXPIRED + "}").data();

        outage.begin(postgres);
        try {
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> {
                Reply reply = node.ask("{" + EXPIRED + "}");
                assertThat(reply.errors()).isEmpty();
                assertThat(reply.data()).isEqualTo(expired);
                assertThat(reply.took()).isLessThan(BOUND);
                return reply.isStale();
            });
            for (int read = 0; read < 20; read++) {
                Reply stale = node.ask("{" + EXPIRED + "}");
                assertThat(stale.data()).isEqualTo(expired);
                assertThat(stale.isStale()).isTrue();
                assertThat(stale.took()).isLessThan(Duration.ofMillis(500));
            }
            Reply kept = node.ask("{" + FRESH + "}");
            assertThat(kept.data()).isEqualTo(fresh);
            assertThat(kept.isStale()).isFalse();
            assertThat(kept.took()).isLessThan(Duration.ofMillis(500));
            CompletableFuture<String> health = CompletableFuture.supplyAsync(this::awaitDown);
            othersAreUnavailable(fresh, expired);
            Reply write = node.ask(
                    "mutation {updateProduct(input: {id: 1, price: 3}) {userErrors {code}}}",
                    "Authorization",
                    "Bearer " + HttpGatewayTest.ADMIN_TOKEN);
            assertThat(write.errors()).containsExactly("updateProduct UNAVAILABLE");
            assertThat(write.took()).isLessThan(BOUND);
            assertThat(health).succeedsWithin(PATIENCE);
            assertThat(node.health("/readiness")).isEqualTo("200 UP");
            assertThat(node.health("/liveness")).isEqualTo("200 UP");
        } finally {
            outage.end(postgres);
        }

        assertThat(postgres.jdbc()
                        .sql("UPDATE products SET name = 'A change in the wake' WHERE id IN (1, 2)")
                        .update())
                .isEqualTo(2);
        long recovered = System.nanoTime();
        for (String root : List.of("product(id: 1) {name}", EXPIRED)) {
            await().atMost(PATIENCE)
                    .until(() -> node.ask("{" + root + "}").data().toString().contains("wake"));
        }
        Duration seen = Duration.ofNanos(System.nanoTime() - recovered);
        assertThat(seen).isLessThan(RECOVERY);
        awaitRecovery();
        HikariDataSource pool = node.bean(HikariDataSource.class);
        await().atMost(PATIENCE).until(() -> pool.getHikariPoolMXBean().getActiveConnections() == 0);
    }

    /** Takes as long as whoever has no time limit of its own waits for a connection. */
    private String awaitDown() {
        return await().atMost(PATIENCE).until(() -> node.health(""), health -> health.startsWith("503"));
    }

    private void othersAreUnavailable(JsonNode fresh, JsonNode expired) throws Exception {
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Reply>> replies = IntStream.range(0, 12)
                    .mapToObj(_ -> clients.submit(() -> node.ask("{" + FRESH + EXPIRED
                            + " products(filter: {search: \"word" + words.incrementAndGet() + "\"}) {nodes {name}}}")))
                    .toList();
            for (Future<Reply> future : replies) {
                Reply reply = future.get(30, TimeUnit.SECONDS);
                assertThat(reply.errors()).containsExactly("products UNAVAILABLE");
                assertThat(reply.data().at("/navigation")).isEqualTo(fresh.at("/navigation"));
                assertThat(reply.data().at("/productsByCategory")).isEqualTo(expired.at("/productsByCategory"));
                assertThat(reply.isStale()).isTrue();
                assertThat(reply.took()).isLessThan(BOUND);
            }
        }
    }
}
