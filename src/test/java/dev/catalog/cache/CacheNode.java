package dev.catalog.cache;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.redisson.api.RedissonClient;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.util.unit.DataSize;

/** The caches of one node, built as the application builds them. */
final class CacheNode implements AutoCloseable {

    static final Duration TIMEOUT = Duration.ofMillis(250);

    final RedissonClient redisson;
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final RegionCaches caches;
    private final Shelf shelf;

    CacheNode(String redisUrl, String prefix, Shelf shelf, Clock clock, Kind kind) {
        this(redisUrl, prefix, shelf, clock, kind, new MockEnvironment());
    }

    CacheNode(String redisUrl, String prefix, Shelf shelf, Clock clock, Kind kind, MockEnvironment environment) {
        this.shelf = shelf;
        CacheProperties properties = new CacheProperties(
                kind != Kind.OFF,
                prefix,
                TIMEOUT,
                new CacheProperties.Near(
                        kind == Kind.NEAR ? DataSize.ofMegabytes(1) : DataSize.ofBytes(0), Duration.ofMinutes(1)));
        redisson = new RedissonConfiguration().redisson(new RedisProperties(redisUrl), properties);
        caches = new CacheConfiguration()
                .regionCaches(
                        List.of(shelf),
                        environment,
                        properties,
                        redisson,
                        meters,
                        clock,
                        Executors.newVirtualThreadPerTaskExecutor());
    }

    /** How a node keeps what it has read. */
    enum Kind {
        /** In its own memory and in Redis. */
        NEAR,
        /** In Redis alone. */
        REDIS,
        /** Not at all. */
        OFF
    }

    RegionCaches caches() {
        return caches;
    }

    Map<String, Shelf.Item> read(String... names) {
        return read(ReadContext.unrecorded(), names);
    }

    Map<String, Shelf.Item> read(ReadContext context, String... names) {
        return caches.getAll(shelf, Set.of(names), context)
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }

    /** Where the value of one read came from. */
    CacheState stateOf(String name) {
        ReadContext context = ReadContext.recording();
        read(context, name);
        return context.reads().getFirst().state();
    }

    @Override
    public void close() {
        redisson.shutdown(0, 5, TimeUnit.SECONDS);
    }
}
