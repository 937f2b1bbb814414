package dev.catalog.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catalog.cache.CacheNode.Kind;
import dev.catalog.local.LocalServers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redisson.api.redisnode.RedisNode;
import org.redisson.api.redisnode.RedisNodes;

/** What readers see of a Redis that stops, hangs or is emptied: right values, in bounded time. */
class RedisFailureTests {

    private static final Duration BOUND = CacheNode.TIMEOUT.plusSeconds(1);

    @TempDir
    Path folder;

    private final Shelf shelf = new Shelf();
    private LocalServers servers;
    private String redisUrl;
    private CacheNode node;

    @BeforeEach
    void startRedis() {
        servers = LocalServers.in(folder);
        redisUrl = servers.startRedis().url();
        node = new CacheNode(redisUrl, "test", shelf, Clock.systemUTC(), Kind.REDIS);
        shelf.put("lamp", 3);
        node.read("lamp");
        await().atMost(Duration.ofSeconds(10)).until(() -> node.stateOf("lamp") == CacheState.HIT);
    }

    @AfterEach
    void stop() {
        node.close();
        servers.close();
    }

    @Test
    void aStoppedRedisIsAMissForEveryKey() {
        servers.close();

        await().atMost(BOUND).untilAsserted(() -> {
            assertThat(node.read("lamp")).containsValue(new Shelf.Item("lamp", 3));
            assertThat(node.stateOf("lamp")).isEqualTo(CacheState.MISS);
        });
        assertThat(node.meters.get("catalog.cache.redis.failures").counter().count())
                .isPositive();
    }

    @Test
    void aHungRedisHoldsReadersNoLongerThanTheTimeLimit() throws Exception {
        long pid = redisPid();
        signal("STOP", pid);
        try {
            for (int read = 0; read < 20; read++) {
                long start = System.nanoTime();
                assertThat(node.read("lamp")).containsValue(new Shelf.Item("lamp", 3));
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUND);
            }
        } finally {
            signal("CONT", pid);
        }

        await().atMost(Duration.ofSeconds(20)).until(() -> node.stateOf("lamp") == CacheState.HIT);
    }

    @Test
    void anEmptiedRedisIsFilledAnew() {
        node.redisson.getKeys().flushdb();

        assertThat(node.stateOf("lamp")).isEqualTo(CacheState.MISS);
        await().atMost(Duration.ofSeconds(10)).until(() -> node.stateOf("lamp") == CacheState.HIT);
    }

    /** The first call of each kind loads the client's classes, for longer than a reader waits on a busy machine. */
    @Test
    void aNodeThatStartsHasCalledRedisBeforeItsFirstReader() {
        int reads = calls("mget");
        int scripts = calls("eval");

        try (CacheNode _ = new CacheNode(redisUrl, "other", shelf, Clock.systemUTC(), Kind.REDIS)) {
            assertThat(calls("mget")).isGreaterThan(reads);
            assertThat(calls("eval")).isGreaterThan(scripts);
        }
    }

    private int calls(String command) {
        String statistics = info(RedisNode.InfoSection.COMMANDSTATS, "cmdstat_" + command);
        return Integer.parseInt(statistics.replaceFirst("calls=(\\d+),.*", "$1"));
    }

    private long redisPid() {
        return Long.parseLong(info(RedisNode.InfoSection.SERVER, "process_id"));
    }

    private String info(RedisNode.InfoSection section, String name) {
        return Objects.requireNonNull(node.redisson
                .getRedisNodes(RedisNodes.SINGLE)
                .getInstance()
                .info(section)
                .get(name));
    }

    private static void signal(String name, long pid) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                        .start()
                        .waitFor())
                .isZero();
    }
}
