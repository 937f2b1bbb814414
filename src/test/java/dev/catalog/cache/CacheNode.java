package dev.catalog.cache;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.redisson.api.RedissonClient;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.util.unit.DataSize;

/** The caches of one node, built as the application builds them. */
final class CacheNode implements AutoCloseable {

    static final Duration TIMEOUT = Duration.ofMillis(250);
    static final Duration PATIENCE = Duration.ofSeconds(2);
    static final Duration NEAR_TTL = Duration.ofMinutes(1);

    final RedissonClient redisson;
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final FakeFeed feed;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final RegionCaches caches;
    private final Lineages lineages;
    private final DerivedValues derived;
    private final Shelf shelf;

    CacheNode(String redisUrl, String prefix, Shelf shelf, Clock clock, Kind kind) {
        this(redisUrl, prefix, shelf, clock, kind, new MockEnvironment(), new FakeFeed.History("shelf"));
    }

    CacheNode(
            String redisUrl,
            String prefix,
            Shelf shelf,
            Clock clock,
            Kind kind,
            MockEnvironment environment,
            FakeFeed.History history) {
        this(redisUrl, properties(prefix, kind, PATIENCE), shelf, clock, environment, history);
    }

    CacheNode(
            String redisUrl,
            CacheProperties properties,
            Shelf shelf,
            Clock clock,
            MockEnvironment environment,
            FakeFeed.History history) {
        this.shelf = shelf;
        redisson = new RedissonConfiguration().redisson(new RedisProperties(redisUrl), properties);
        CacheConfiguration configuration = new CacheConfiguration();
        RegionSettings settings = configuration.regionSettings(List.of(shelf), environment);
        Touches touches = configuration.touches(List.of(shelf), settings, meters, clock);
        feed = new FakeFeed(history);
        feed.listener(touches);
        RedisStore redis = new RedisStore(redisson, properties, meters, executor);
        Generations generations =
                new Generations(redis, executor, clock, properties.near().ttl());
        CacheBackends backends = new CacheBackends(
                new NearCache(properties.near(), now -> feed.isLive() && generations.areConfirmed(now), clock),
                redis,
                generations,
                touches,
                feed,
                new Loads(new NoTransaction(), executor, LoadHealth.told(clock)));
        lineages = configuration.lineages(backends, properties, clock);
        derived = configuration.derivedValues(backends, lineages, properties, clock);
        caches = configuration.regionCaches(
                List.of(shelf), settings, properties, backends, redisson, meters, clock, executor);
        caches.afterSingletonsInstantiated();
    }

    static CacheProperties properties(String prefix, Kind kind, Duration patience) {
        return new CacheProperties(
                kind != Kind.OFF,
                prefix,
                TIMEOUT,
                Duration.ofMillis(500),
                Duration.ofSeconds(5),
                patience,
                new CacheProperties.Near(kind == Kind.NEAR ? DataSize.ofMegabytes(1) : DataSize.ofBytes(0), NEAR_TTL));
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

    private static final class NoTransaction implements LoadScope {

        @Override
        public <T> T within(Duration remaining, Supplier<T> load) {
            return load.get();
        }
    }

    RegionCaches caches() {
        return caches;
    }

    Lineages lineages() {
        return lineages;
    }

    /** Values that are made of entries. */
    DerivedValues derived() {
        return derived;
    }

    /** The lineage of what is made of these items; null where that can't be kept. */
    @Nullable
    Lineage lineageOf(String... names) {
        LineageRecorder recorder = new LineageRecorder();
        read(ReadContext.unrecorded().tracedBy(recorder), names);
        return lineages.seal(recorder);
    }

    Map<String, Shelf.Item> read(String... names) {
        return read(ReadContext.unrecorded(), names);
    }

    Map<String, Shelf.Item> read(ReadContext context, String... names) {
        return caches.getAll(shelf, Set.of(names), context)
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }

    /** Fills the entries of the items ahead of readers. */
    void fill(String... names) {
        caches.fill(shelf, Set.of(names), Duration.ofSeconds(10));
    }

    /** The bytes that the entries of the items take in Redis. */
    long sizeOf(String... names) {
        return caches.sizeOf(shelf, Set.of(names), Duration.ofSeconds(10));
    }

    /** The amount of one item, read now. */
    int amountOf(String name) {
        return Objects.requireNonNull(read(name).get(name)).amount();
    }

    /** Where the value of one read came from. */
    CacheState stateOf(String name) {
        ReadContext context = ReadContext.recording();
        read(context, name);
        return context.reads().getFirst().state();
    }

    /** The sum of the counters of this name. */
    double count(String meter, String... tags) {
        return meters.get(meter).tags(tags).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    @Override
    public void close() {
        redisson.shutdown(0, 5, TimeUnit.SECONDS);
        executor.close();
    }
}
