package dev.catalog.document;

import dev.catalog.cache.CacheProperties;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.config.Config;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** The registered documents as one node has them, over a real Redis. */
final class DocumentNode implements AutoCloseable {

    static final Duration TTL = Duration.ofHours(24);

    private final RedissonClient redisson;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final String prefix;
    private final PersistedDocuments documents;

    /** @param timeout the longest wait for Redis */
    DocumentNode(String redisUrl, String prefix, Clock clock, Duration timeout) {
        this.prefix = prefix;
        Config config = new Config();
        config.setLazyInitialization(true);
        config.useSingleServer()
                .setAddress(redisUrl)
                .setTimeout(Math.toIntExact(timeout.toMillis()))
                .setRetryAttempts(0);
        redisson = Redisson.create(config);
        DocumentsProperties properties = bind("catalog.documents", DocumentsProperties.class, Map.of());
        CacheProperties cache = bind(
                "catalog.cache",
                CacheProperties.class,
                Map.of("catalog.cache.prefix", prefix, "catalog.cache.timeout", timeout));
        documents = new PersistedDocuments(
                new DocumentStore(redisson, cache, properties, new SimpleMeterRegistry(), executor), properties, clock);
    }

    private static <T> T bind(String name, Class<T> type, Map<String, ?> settings) {
        return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate(name, type);
    }

    PersistedDocuments documents() {
        return documents;
    }

    /** How long Redis keeps the document from now on; negative where it has none. */
    Duration timeToLive(String hash) {
        return Duration.ofMillis(redisson.getBucket(key(hash)).remainTimeToLive());
    }

    void expire(String hash, Duration timeToLive) {
        redisson.getBucket(key(hash)).expire(timeToLive);
    }

    void forget(String hash) {
        redisson.getBucket(key(hash)).delete();
    }

    void overwrite(String hash, String text) {
        redisson.getBucket(key(hash), ByteArrayCodec.INSTANCE).set(text.getBytes(StandardCharsets.UTF_8));
    }

    private String key(String hash) {
        return prefix + ":documents:" + hash;
    }

    @Override
    public void close() {
        redisson.shutdown();
        executor.close();
    }
}
