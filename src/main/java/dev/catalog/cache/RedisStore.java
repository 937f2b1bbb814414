package dev.catalog.cache;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.redisson.api.RBatch;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The entries in Redis, read and written in batches.
 * <p>No method throws because of Redis: a read that fails or takes too long finds nothing, a write that fails is dropped,
 * both are counted. After a failure Redis is left alone for a second, so that readers don't wait for it one by one.
 */
final class RedisStore {

    private static final Logger log = LoggerFactory.getLogger(RedisStore.class);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    private final RedissonClient redisson;
    private final Clock clock;
    private final Duration timeout;
    private final Counter failures;
    private volatile long pausedUntil;

    RedisStore(RedissonClient redisson, CacheProperties properties, Clock clock, MeterRegistry meters) {
        this.redisson = redisson;
        this.clock = clock;
        timeout = properties.timeout();
        failures = Counter.builder("catalog.cache.redis.failures")
                .description("Commands that Redis didn't answer in time or refused")
                .register(meters);
    }

    /**
     * The values of the keys that are there, or null where Redis doesn't answer.
     * The calling thread waits, so it must not be one of Redisson's.
     */
    @Nullable
    Map<String, byte[]> getAll(Collection<String> keys) {
        if (isPaused()) {
            return null;
        }
        return await(redisson.getBuckets(ByteArrayCodec.INSTANCE).<byte[]>getAsync(keys.toArray(String[]::new)));
    }

    /** Stores all values without waiting for it. */
    void putAll(Map<String, byte[]> values, Map<String, Duration> timesToLive) {
        if (isPaused() || values.isEmpty()) {
            return;
        }
        RBatch batch = redisson.createBatch();
        values.forEach((key, value) -> {
            Duration ttl = timesToLive.getOrDefault(key, Duration.ZERO);
            watch(batch.<byte[]>getBucket(key, ByteArrayCodec.INSTANCE).setAsync(value, ttl));
        });
        watch(batch.executeAsync());
    }

    /** Removes the entries and waits until they are gone; false where Redis could not be told. */
    boolean deleteAll(Collection<String> keys) {
        return await(redisson.getKeys().deleteAsync(keys.toArray(String[]::new))) != null;
    }

    /** Adds one to a counter kept as text; the new value, or null where Redis could not be told. */
    @Nullable
    Long increment(String key) {
        return await(redisson.getAtomicLong(key).incrementAndGetAsync());
    }

    private boolean isPaused() {
        return clock.millis() < pausedUntil;
    }

    private <T> @Nullable T await(CompletionStage<T> answer) {
        try {
            return answer.toCompletableFuture().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            failed(e);
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private void watch(CompletionStage<?> answer) {
        var _ = answer.whenComplete((_, failure) -> {
            if (failure != null) {
                failed(failure);
            }
        });
    }

    private void failed(Throwable failure) {
        failures.increment();
        long now = clock.millis();
        if (now >= pausedUntil) {
            log.warn(
                    "Redis doesn't answer, caches are bypassed for {} ms: {}",
                    PAUSE_AFTER_FAILURE.toMillis(),
                    failure.toString());
        }
        pausedUntil = now + PAUSE_AFTER_FAILURE.toMillis();
    }
}
