package dev.catalog.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.cache.CacheNode.Kind;
import dev.catalog.support.TestServers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.redisson.api.RedissonClient;

/** The generation of a region on two nodes, over the Redis that both use. */
class GenerationTests {

    private final String key = "test-" + UUID.randomUUID() + ":generation";
    private RedissonClient redisson;
    private RedisStore redis;
    private Generation one;
    private Generation other;

    @BeforeEach
    void connect() {
        CacheProperties properties = CacheNode.properties("test", Kind.REDIS, CacheNode.PATIENCE);
        redisson = new RedissonConfiguration().redisson(new RedisProperties(TestServers.redisUrl()), properties);
        redis = new RedisStore(redisson, properties, new SimpleMeterRegistry(), Runnable::run);
        Clock clock = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
        one = new Generation(redis, key, clock);
        other = new Generation(redis, key, clock);
    }

    @AfterEach
    void close() {
        redisson.shutdown();
    }

    @Test
    void evictionsOfTwoNodesAreTwoGenerations() {
        assertThat(one.raise()).isLessThan(other.raise());
    }

    @Test
    void aNodeLearnsFromRedisWhatAnotherHasEvicted() {
        long raised = one.raise();

        assertThat(other.read(stored(), other.known())).isEqualTo(raised);
    }

    @Test
    void whatRedisSaidBeforeAnEvictionDoesNotUndoIt() {
        one.raise();
        byte[] before = stored();
        long raised = one.raise();

        assertThat(one.read(before, one.known())).isEqualTo(raised);
        assertThat(one.known()).isEqualTo(raised);
    }

    @Test
    void ofTwoEvictionsHeardInTheWrongOrderTheLaterStands() {
        long first = one.raise();
        long second = one.raise();

        other.learn(second);
        other.learn(first);

        assertThat(other.known()).isEqualTo(second);
    }

    @Test
    void aRedisThatHasLostTheGenerationIsToldByWhoeverKnowsIt() {
        long raised = one.raise();
        redis.deleteAll(List.of(key));

        assertThat(one.read(stored(), one.known())).isEqualTo(raised);
        assertThat(other.read(stored(), other.known())).isEqualTo(raised);
    }

    @Test
    void tellingRedisWhatItHasLostEvictsNothing() {
        long raised = one.raise();
        other.read(stored(), other.known());
        redis.deleteAll(List.of(key));

        one.read(null, one.known());
        other.read(null, other.known());

        assertThat(stored()).asString(StandardCharsets.US_ASCII).isEqualTo(Long.toString(raised));
    }

    private byte @Nullable [] stored() {
        return Objects.requireNonNull(redis.getAll(List.of(key))).get(key);
    }
}
