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
    private volatile boolean failing;

    Loads(LoadScope scope, Executor executor) {
        this.scope = scope;
        this.executor = executor;
    }

    /** Loads whose failures say nothing to those who ask these whether they are failing. */
    Loads apart() {
        return new Loads(scope, executor);
    }

    /** Whether the database did not answer the load that ended last, or ran out of time last. */
    boolean areFailing() {
        return failing;
    }

    /** What a load brings. Throws what it throws, and {@link QueryTimeoutException} when the time is up. */
    <T> T within(Duration remaining, Supplier<T> load) {
        CompletableFuture<T> loading = CompletableFuture.supplyAsync(() -> run(remaining, load), executor);
        try {
            return loading.get(Math.max(0, remaining.toMillis()), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            failing = true;
            throw new QueryTimeoutException("The load goes on for too long", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new CompletionException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
    }

    private <T> T run(Duration remaining, Supplier<T> load) {
        try {
            T loaded = scope.within(remaining, load);
            failing = false;
            return loaded;
        } catch (RuntimeException e) {
            failing = Outage.isCauseOf(e);
            throw e;
        }
    }
}
