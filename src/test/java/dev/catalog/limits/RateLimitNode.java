package dev.catalog.limits;

import dev.catalog.cache.CacheProperties;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.StreamSupport;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.api.options.KeysScanOptions;
import org.redisson.config.Config;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** The budgets of callers as one node has them, over a real Redis. */
final class RateLimitNode implements AutoCloseable {

    private final RedissonClient redisson;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final String prefix;
    private final RateLimits limits;

    RateLimitNode(String redisUrl, String prefix, int costPerMinute, String timeout, Clock clock) {
        this.prefix = prefix;
        CacheProperties cache = new Binder(new MapConfigurationPropertySource(
                        Map.of("catalog.cache.prefix", prefix, "catalog.cache.timeout", timeout)))
                .bind("catalog.cache", CacheProperties.class)
                .get();
        Config config = new Config();
        config.setLazyInitialization(true);
        config.useSingleServer()
                .setAddress(redisUrl)
                .setTimeout(Math.toIntExact(cache.timeout().toMillis()))
                .setRetryAttempts(0);
        redisson = Redisson.create(config);
        limits = new RateLimits(new RateLimitProperties(costPerMinute), redisson, cache, meters, clock, executor);
    }

    RateLimits limits() {
        return limits;
    }

    /** How many commands Redis did not answer. */
    double failures() {
        return meters.counter("catalog.cache.redis.failures").count();
    }

    double count(String outcome) {
        return meters.counter("catalog.rate-limit.requests", "outcome", outcome).count();
    }

    /** What Redis holds of budgets. */
    List<String> keys() {
        return StreamSupport.stream(
                        redisson.getKeys()
                                .getKeys(KeysScanOptions.defaults().pattern(prefix + ":rate-limit:*"))
                                .spliterator(),
                        false)
                .toList();
    }

    long timeToLiveMillis(String key) {
        return redisson.getBucket(key).remainTimeToLive();
    }

    @Override
    public void close() {
        redisson.shutdown();
        executor.close();
    }
}
