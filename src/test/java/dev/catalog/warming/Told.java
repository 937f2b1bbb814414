package dev.catalog.warming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.groups.Tuple;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;

/** A subscriber, as slow as a test wants it, and what it was told: status and number of filled keys. */
final class Told extends BaseSubscriber<CacheWarmingJob> implements AutoCloseable {

    private static final Duration BOUND = Duration.ofSeconds(30);

    private final List<CacheWarmingJob> jobs = new CopyOnWriteArrayList<>();
    private final long demand;
    private volatile boolean ended;
    private volatile @Nullable Throwable failure;

    Told(Flux<CacheWarmingJob> updates) {
        this(updates, Long.MAX_VALUE);
    }

    /** Asks for so many states at first; {@link #request} asks for more. */
    Told(Flux<CacheWarmingJob> updates, long demand) {
        this.demand = demand;
        updates.subscribe(this);
    }

    @Override
    protected void hookOnSubscribe(Subscription subscription) {
        subscription.request(demand);
    }

    @Override
    protected void hookOnNext(CacheWarmingJob job) {
        jobs.add(job);
    }

    @Override
    protected void hookOnComplete() {
        ended = true;
    }

    @Override
    protected void hookOnError(Throwable thrown) {
        failure = thrown;
        ended = true;
    }

    List<CacheWarmingJob> jobs() {
        return List.copyOf(jobs);
    }

    List<Tuple> states() {
        return jobs().stream()
                .map(job -> tuple(
                        job.status().name(),
                        job.progress() == null ? null : job.progress().completed()))
                .toList();
    }

    @Nullable
    Tuple last() {
        List<Tuple> states = states();
        return states.isEmpty() ? null : states.getLast();
    }

    boolean hasEnded() {
        return ended;
    }

    @Nullable
    Throwable failure() {
        return failure;
    }

    void await(Tuple... expected) {
        Awaitility.await()
                .atMost(BOUND)
                .untilAsserted(() -> assertThat(states()).containsExactly(expected));
    }

    void awaitEnd() {
        Awaitility.await().atMost(BOUND).until(() -> ended);
    }

    @Override
    public void close() {
        cancel();
    }
}
