package dev.catalog.cache;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls of Redis of one kind, each bounded in time, behind a circuit breaker. None throws because of Redis.
 * <p>The client connects at the first call, on the thread that makes it, and takes its time over that: until a call was
 * answered, calls are made on threads of their own.
 */
public final class RedisCalls {

    private static final Logger log = LoggerFactory.getLogger(RedisCalls.class);

    private final Duration timeout;
    private final Executor executor;
    private final Counter failures;
    private final CircuitBreaker breaker;
    private volatile boolean connected;

    /** Calls of this kind, as metrics and the log name it. */
    public RedisCalls(String kind, CacheProperties properties, MeterRegistry meters, Executor executor) {
        this.timeout = properties.timeout();
        this.executor = executor;
        breaker = CircuitBreaker.of(
                kind,
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(4)
                        .minimumNumberOfCalls(2)
                        .failureRateThreshold(50)
                        .waitDurationInOpenState(properties.pause())
                        .permittedNumberOfCallsInHalfOpenState(2)
                        .build());
        breaker.getEventPublisher().onStateTransition(event -> tell(kind, event.getStateTransition()));
        failures = Counter.builder("catalog.cache.redis.failures")
                .description("Commands that Redis didn't answer in time or refused")
                .register(meters);
        Gauge.builder("catalog.cache.redis.open", this, calls -> calls.isOpen() ? 1 : 0)
                .description("1 while Redis is left alone after failures, else 0")
                .tag("commands", kind)
                .register(meters);
    }

    /** Whether Redis is left alone after failures. */
    boolean isOpen() {
        return breaker.getState() == CircuitBreaker.State.OPEN;
    }

    /** The first failures and the recovery; not each try between them. */
    private static void tell(String kind, CircuitBreaker.StateTransition transition) {
        switch (transition) {
            case CLOSED_TO_OPEN -> log.warn("Redis, {}: is left alone for a while after failures", kind);
            case HALF_OPEN_TO_CLOSED -> log.warn("Redis, {}: answers again", kind);
            default -> log.debug("Redis, {}: {}", kind, transition);
        }
    }

    /** The answer; null where there is none in time, or Redis is left alone. The calling thread waits. */
    public <T> @Nullable T await(Supplier<? extends CompletionStage<T>> command) {
        if (!breaker.tryAcquirePermission()) {
            return null;
        }
        long start = System.nanoTime();
        try {
            T answer = call(command).get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            breaker.onSuccess(System.nanoTime() - start, TimeUnit.NANOSECONDS);
            return answer;
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            failed(start, e);
            return null;
        } catch (InterruptedException e) {
            breaker.releasePermission();
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /** Makes the call and does not wait; drops it where Redis is left alone. */
    public void send(Supplier<? extends CompletionStage<?>> command) {
        if (!breaker.tryAcquirePermission()) {
            return;
        }
        long start = System.nanoTime();
        try {
            var _ = call(() -> command.get().thenApply(_ -> true))
                    .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                    .whenComplete((_, failure) -> {
                        if (failure == null) {
                            breaker.onSuccess(System.nanoTime() - start, TimeUnit.NANOSECONDS);
                        } else {
                            failed(start, failure);
                        }
                    });
        } catch (RuntimeException e) {
            failed(start, e);
        }
    }

    private <T> CompletableFuture<T> call(Supplier<? extends CompletionStage<T>> command) {
        if (connected) {
            return command.get().toCompletableFuture();
        }
        return CompletableFuture.supplyAsync(command::get, executor)
                .thenCompose(Function.identity())
                .whenComplete((_, failure) -> connected |= failure == null);
    }

    private void failed(long start, Throwable failure) {
        failures.increment();
        log.debug("Redis failed", failure);
        breaker.onError(System.nanoTime() - start, TimeUnit.NANOSECONDS, failure);
    }
}
