package dev.catalog.cache;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.springframework.dao.QueryTimeoutException;

/** One who waits for a read by another thread. */
final class GatheredReader<K, V, R> {

    private final GatheredReads.Wanted<K> wanted;
    private final long deadline;
    private final Map<K, Found<V>> found = new HashMap<>();
    private final CompletableFuture<R> read = new CompletableFuture<>();

    GatheredReader(GatheredReads.Wanted<K> wanted, Duration limit) {
        this.wanted = wanted;
        deadline = System.nanoTime() + limit.toNanos();
    }

    GatheredReads.Wanted<K> wanted() {
        return wanted;
    }

    Duration remaining() {
        return Duration.ofNanos(deadline - System.nanoTime());
    }

    /** What a key has come to. */
    synchronized void found(K key, Found<V> value) {
        found.put(key, value);
    }

    /** Everything that could be read was found. */
    void read(R said) {
        read.complete(said);
    }

    void failed(Throwable failure) {
        read.completeExceptionally(failure);
    }

    /** Whether the read is over before that time, and the reader's own, have gone by. */
    boolean isReadWithin(Duration patience) {
        Duration wait = patience.compareTo(remaining()) < 0 ? patience : remaining();
        try {
            var _ = read.get(Math.max(0, wait.toMillis()), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException e) {
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Waits for the read and hands over what was found; fails as it fails, and by {@link QueryTimeoutException} when the time is up.
     *
     * @return what the read has to say to all whom it was for
     */
    R await(BiConsumer<K, Found<V>> onFound) {
        try {
            return read.get(Math.max(0, remaining().toMillis()), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new QueryTimeoutException("The read goes on for too long", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new CompletionException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        } finally {
            handOver(onFound);
        }
    }

    private synchronized void handOver(BiConsumer<K, Found<V>> onFound) {
        found.forEach(onFound);
    }
}
