package dev.catalog.limits;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.catalog.cache.CacheProperties;
import dev.catalog.cache.RedisCalls;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.distributed.AsyncBucketProxy;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.AsyncProxyManager;
import io.github.bucket4j.distributed.proxy.optimization.Optimizations;
import io.github.bucket4j.redis.redisson.Bucket4jRedisson;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * What each caller has left to spend, in Redis for all nodes: a bucket that holds the cost of a minute and fills up evenly.
 * <p>While Redis does not answer nobody is refused.
 */
@Component
@ConditionalOnProperty(RateLimitProperties.SETTING)
public final class RateLimits {

    private static final Duration PERIOD = Duration.ofMinutes(1);

    /** What it costs to ask, whatever comes of it. */
    private static final int ASKING = 1;

    /** Buckets that this node has at hand. What is in them is in Redis alone. */
    private static final int MOST_BUCKETS = 10_000;

    /** Whether something may be done, and if not, in how many seconds it may be. */
    public record Verdict(boolean allowed, long retryAfter) {

        static final Verdict ALLOWED = new Verdict(true, 0);
    }

    private final int costPerMinute;
    private final String prefix;
    private final BucketConfiguration configuration;
    private final AsyncProxyManager<String> shared;
    private final RedisCalls calls;
    private final Counter allowed;
    private final Counter refused;
    private final Counter unjudged;

    // The requests of one node for one bucket go to Redis together: a caller who sends many at once can't keep them
    // from being counted by having them compete.
    private final Cache<String, AsyncBucketProxy> buckets = Caffeine.newBuilder()
            .maximumSize(MOST_BUCKETS)
            .expireAfterAccess(PERIOD)
            .executor(Runnable::run)
            .build();

    RateLimits(
            RateLimitProperties properties,
            RedissonClient redisson,
            CacheProperties cache,
            MeterRegistry meters,
            Clock clock,
            @Qualifier("cacheReads") ExecutorService executor) {
        costPerMinute = requireNonNull(properties.costPerMinute());
        // A bucket of another size is another one.
        prefix = cache.prefix() + ":rate-limit:" + costPerMinute + ":";
        configuration = BucketConfiguration.builder()
                .addLimit(limit -> limit.capacity(costPerMinute).refillGreedy(costPerMinute, PERIOD))
                .build();
        shared = Bucket4jRedisson.casBasedBuilder(((Redisson) redisson).getCommandExecutor())
                .clientClock(new WallClock(clock))
                .expirationAfterWrite(ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(PERIOD))
                .build()
                .asAsync();
        calls = new RedisCalls("rate-limit", cache, meters, executor);
        allowed = counter("allowed", meters);
        refused = counter("refused", meters);
        unjudged = counter("unjudged", meters);
    }

    private static Counter counter(String outcome, MeterRegistry meters) {
        return Counter.builder("catalog.rate-limit.requests")
                .description("Payments that callers were asked for, by what came of it")
                .tag("outcome", outcome)
                .register(meters);
    }

    /** Has the caller pay for asking. The calling thread waits. */
    public Verdict ask(String caller) {
        return spend(caller, ASKING, 0);
    }

    /**
     * Has a caller who has paid for asking pay the rest of what the operation costs, or nothing where not as much is left. The
     * calling thread waits.
     */
    public Verdict pay(String caller, long cost) {
        // What costs more than there ever is costs all there is.
        long rest = Math.min(cost, costPerMinute) - ASKING;
        return rest <= 0 ? Verdict.ALLOWED : spend(caller, rest, ASKING);
    }

    /** @param again what it costs to try once more */
    private Verdict spend(String caller, long cost, long again) {
        AsyncBucketProxy bucket = buckets.get(prefix + hash(caller), this::bucket);
        ConsumptionProbe probe = calls.await(() -> bucket.tryConsumeAndReturnRemaining(cost));
        if (probe == null) {
            unjudged.increment();
            return Verdict.ALLOWED;
        }
        if (probe.isConsumed()) {
            allowed.increment();
            return Verdict.ALLOWED;
        }
        refused.increment();
        Duration wait = Duration.ofNanos(probe.getNanosToWaitForRefill())
                .plus(PERIOD.multipliedBy(again).dividedBy(costPerMinute));
        return new Verdict(false, wait.plusSeconds(1).minusNanos(1).toSeconds());
    }

    private AsyncBucketProxy bucket(String key) {
        return shared.builder()
                .withOptimization(Optimizations.batching())
                .build(key, () -> CompletableFuture.completedFuture(configuration));
    }

    /** The gateway's clock as the library asks for it. */
    private record WallClock(Clock clock) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            return TimeUnit.MILLISECONDS.toNanos(clock.millis());
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }

    /** What Redis is told of a caller, who may be a name or an address. */
    private static String hash(String caller) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(caller.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
