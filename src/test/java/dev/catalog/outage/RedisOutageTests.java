package dev.catalog.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catalog.support.FreePort;
import dev.catalog.support.GatewayNode;
import dev.catalog.support.GatewayNode.Reply;
import dev.catalog.support.TestServers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;

/** A gateway without near caches, so that each read needs Redis, and a Redis that fails in every way it can. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
class RedisOutageTests {

    private static final Duration TIMEOUT = Duration.ofMillis(250);
    /** What one operation may take at worst: a few waits for Redis, and the work of a busy machine. */
    private static final Duration BOUND = TIMEOUT.multipliedBy(6).plusSeconds(1);

    private static final Duration RECOVERY = Duration.ofSeconds(30);
    private static final String UP = "200 UP";
    private static final String DEGRADED = "200 DEGRADED";

    private final AtomicInteger names = new AtomicInteger();
    private JdbcClient jdbc;
    private OwnRedis redis;
    private SlowLine line;
    private GatewayNode node;

    /** A way to fail, and to be well again. */
    enum Failure {
        STOPPED {
            @Override
            void begin(OwnRedis redis, SlowLine line) {
                redis.stop();
            }

            @Override
            void end(OwnRedis redis, SlowLine line) {
                redis.start();
            }
        },
        HUNG {
            @Override
            void begin(OwnRedis redis, SlowLine line) {
                redis.hang();
            }

            @Override
            void end(OwnRedis redis, SlowLine line) {
                redis.goOn();
            }
        },
        SLOWER_THAN_THE_TIMEOUT {
            @Override
            void begin(OwnRedis redis, SlowLine line) {
                line.delay(TIMEOUT.multipliedBy(2));
            }

            @Override
            void end(OwnRedis redis, SlowLine line) {
                line.delay(Duration.ZERO);
            }
        },
        OUT_OF_MEMORY {
            @Override
            void begin(OwnRedis redis, SlowLine line) {
                assertThat(redis.tell("CONFIG SET maxmemory 1mb")).startsWith("+OK");
            }

            @Override
            void end(OwnRedis redis, SlowLine line) {
                assertThat(redis.tell("CONFIG SET maxmemory 0")).startsWith("+OK");
            }
        },
        A_REPLICA_WITHOUT_MASTER {
            @Override
            void begin(OwnRedis redis, SlowLine line) {
                assertThat(redis.tell("REPLICAOF 127.0.0.1 " + FreePort.find())).startsWith("+OK");
            }

            @Override
            void end(OwnRedis redis, SlowLine line) {
                assertThat(redis.tell("REPLICAOF NO ONE")).startsWith("+OK");
            }
        },
        WITHOUT_THE_REPLICAS_IT_WANTS {
            @Override
            void begin(OwnRedis redis, SlowLine line) {
                assertThat(redis.tell("CONFIG SET min-replicas-to-write 1")).startsWith("+OK");
            }

            @Override
            void end(OwnRedis redis, SlowLine line) {
                assertThat(redis.tell("CONFIG SET min-replicas-to-write 0")).startsWith("+OK");
            }
        };

        abstract void begin(OwnRedis redis, SlowLine line);

        abstract void end(OwnRedis redis, SlowLine line);
    }

    @BeforeAll
    void start(@TempDir Path folder) {
        String database = TestServers.newDatabase();
        jdbc = JdbcClient.create(new DriverManagerDataSource(database));
        redis = new OwnRedis(folder);
        line = new SlowLine(redis.port());
        node = GatewayNode.start(
                database,
                "redis://127.0.0.1:" + line.port(),
                "catalog.cache.near.size=0",
                "catalog.cache.timeout=250ms");
    }

    @AfterAll
    void stop() throws IOException {
        node.close();
        line.close();
        redis.close();
    }

    @BeforeEach
    void fillRedis() {
        SmallShop.open(jdbc);
        awaitRecovery();
    }

    private void awaitRecovery() {
        await().atMost(RECOVERY).untilAsserted(() -> {
            assertThat(node.health("")).isEqualTo(UP);
            assertThat(node.explain(SmallShop.WHOLE).states())
                    .hasSizeGreaterThan(SmallShop.ROOTS.size())
                    .allMatch(state -> state.endsWith(" HIT"));
        });
    }

    @ParameterizedTest
    @EnumSource
    void everyAnswerIsRightAndInTime(Failure failure) {
        List<JsonNode> before = answers();

        failure.begin(redis, line);
        try {
            for (int round = 0; round < 4; round++) {
                assertThat(answers()).isEqualTo(before);
            }
            assertThat(node.health("/readiness")).isEqualTo(UP);
            await().atMost(RECOVERY).until(() -> node.health("").equals(DEGRADED));
            assertThat(node.health("")).isEqualTo(DEGRADED);
            String name = "Renamed " + names.incrementAndGet();
            SmallShop.rename(jdbc, 1, name);
            await().atMost(BOUND)
                    .until(() -> answer("{product(id: 1) {name}}")
                            .at("/product/name")
                            .asString()
                            .equals(name));
        } finally {
            failure.end(redis, line);
        }

        awaitRecovery();
    }

    @Test
    void answersOfARedisThatIsMerelySlowAreWaitedFor() {
        List<JsonNode> before = answers();

        line.delay(TIMEOUT.dividedBy(4));
        try {
            assertThat(answers()).isEqualTo(before);
            assertThat(node.explain("{productCount}").states()).allMatch(state -> state.endsWith(" HIT"));
        } finally {
            line.delay(Duration.ZERO);
        }
    }

    @Test
    void readersAreNotHeldUpOnceItIsKnownToHang() {
        redis.hang();
        try {
            await().atMost(RECOVERY).until(() -> node.health("").equals(DEGRADED));
            Duration all = Duration.ZERO;
            for (int round = 0; round < 40; round++) {
                all = all.plus(right(node.ask("{productCount}")).took());
            }
            assertThat(all.dividedBy(40)).isLessThan(TIMEOUT);
        } finally {
            redis.goOn();
        }
    }

    @Test
    void emptiedUnderUseItIsFilledAnew() throws Exception {
        whileRead(() -> {
            for (int time = 0; time < 50; time++) {
                assertThat(redis.tell("FLUSHALL")).startsWith("+OK");
                JsonNode _ = answer("{productCount}");
            }
        });

        awaitRecovery();
    }

    @Test
    void restartedUnderUseItIsFilledAnew() throws Exception {
        whileRead(() -> {
            for (int time = 0; time < 3; time++) {
                redis.stop();
                List<JsonNode> _ = answers();
                redis.start();
                List<JsonNode> _ = answers();
            }
        });

        awaitRecovery();
    }

    private void whileRead(Runnable trouble) throws Exception {
        JsonNode before = answer(SmallShop.WHOLE);
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger reads = new AtomicInteger();
        try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int reader = 0; reader < 4; reader++) {
                all.add(readers.submit(() -> {
                    while (!over.get()) {
                        assertThat(answer(SmallShop.WHOLE)).isEqualTo(before);
                        reads.incrementAndGet();
                    }
                }));
            }
            try {
                trouble.run();
            } finally {
                over.set(true);
            }
            for (Future<?> reader : all) {
                reader.get(30, TimeUnit.SECONDS);
            }
        }
        assertThat(reads).hasPositiveValue();
    }

    private List<JsonNode> answers() {
        List<JsonNode> answers = new ArrayList<>();
        SmallShop.ROOTS.forEach(root -> answers.add(answer("{" + root + "}")));
        answers.add(answer(SmallShop.WHOLE));
        return answers;
    }

    private JsonNode answer(String document) {
        return right(node.ask(document)).data();
    }

    private static Reply right(Reply reply) {
        assertThat(reply.errors()).isEmpty();
        assertThat(reply.isStale()).isFalse();
        assertThat(reply.took()).isLessThan(BOUND);
        return reply;
    }
}
