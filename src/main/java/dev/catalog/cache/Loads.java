package dev.catalog.cache;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.springframework.dao.QueryTimeoutException;

/**
 * Runs loaders, of all regions, and knows whether the database answers them.
 * <p>Each runs on a thread of its own: of a server that hangs neither the statement nor its cancellation comes back for
 * a while, and who waits for the value has no more than its time.
 */
final class Loads {

    private final LoadScope scope;
    private final Executor executor;
    private final LoadHealth health;

    Loads(LoadScope scope, Executor executor, LoadHealth health) {
        this.scope = scope;
        this.executor = executor;
        this.health = health;
    }

    /** Loads whose failures say nothing to those who ask these whether they are failing, nor to the log. */
    Loads apart() {
        return new Loads(scope, executor, LoadHealth.untold());
    }

    /** Whether the database did not answer the load that ended last, or ran out of time last. */
    boolean areFailing() {
        return health.isFailing();
    }

    /** What a load brings. Throws what it throws, and {@link QueryTimeoutException} when the time is up. */
    <T> T within(Duration remaining, Supplier<T> load) {
        LoadStart start = new LoadStart();
        CompletableFuture<T> loading = CompletableFuture.supplyAsync(() -> run(remaining, start, load), executor);
        try {
            return loading.get(Math.max(0, remaining.toMillis()), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            start.callOff();
            health.failed(e);
            throw new QueryTimeoutException("The load goes on for too long", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new CompletionException(e.getCause());
        } catch (InterruptedException e) {
            start.callOff();
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
    }

    private <T> T run(Duration remaining, LoadStart start, Supplier<T> load) {
        try {
            start.await();
            T loaded = scope.within(remaining, () -> {
                start.end();
                return load.get();
            });
            health.succeeded();
            return loaded;
        } catch (RuntimeException e) {
            if (Outage.isCauseOf(e)) {
                health.failed(e);
            } else {
                health.succeeded();
            }
            throw e;
        }
    }
}
