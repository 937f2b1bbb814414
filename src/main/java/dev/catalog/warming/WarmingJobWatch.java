package dev.catalog.warming;

import dev.catalog.feed.ChangeFeed;
import dev.catalog.feed.ChannelListener;
import dev.catalog.relay.NotFoundException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Follows warming jobs for all subscribers of this node, whichever node works on them. One thread reads the jobs: when a
 * change is announced, five times a second at most, and once in a while, as the Rails application announces nothing. While
 * there are no subscribers it reads nothing.
 */
@Component
final class WarmingJobWatch implements ChannelListener, SmartLifecycle {

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(2);

    private final WarmingJobSnapshots snapshots;
    private final ChangeFeed feed;
    private final Set<Subscriber> subscribers = ConcurrentHashMap.newKeySet();
    private final Scheduler tellers = Schedulers.fromExecutor(
            work -> Thread.ofVirtual().name("warming-job-updates").start(work));
    private final Semaphore wakeUps = new Semaphore(0);
    private volatile @Nullable Run run;

    /** Who follows one job, or all where there is no id. A signal says that there is something to look at. */
    private record Subscriber(@Nullable Long id, JobStory story, FluxSink<Subscriber> signals) {}

    WarmingJobWatch(WarmingJobSnapshots snapshots, ChangeFeed feed, MeterRegistry meters) {
        this.snapshots = snapshots;
        this.feed = feed;
        Gauge.builder("catalog.warming.subscribers", subscribers, Set::size)
                .description("Subscriptions to warming jobs on this node")
                .register(meters);
    }

    /** The active jobs as they are, then every transition and progress of all jobs. Never completes. */
    Flux<CacheWarmingJob> all() {
        return follow(null);
    }

    /**
     * The job as it is, then its transitions and progress; completes after the final state.
     * Fails with {@link NotFoundException} where there is no such job.
     */
    Flux<CacheWarmingJob> one(long id) {
        return follow(id);
    }

    // One signal at most waits for a slow subscriber, and what there is to tell is looked up when it is ready for it.
    private Flux<CacheWarmingJob> follow(@Nullable Long id) {
        return Flux.<Subscriber>create(signals -> join(id, signals), FluxSink.OverflowStrategy.LATEST)
                .publishOn(tellers, 1)
                .handle((subscriber, told) -> {
                    JobSnapshot newest = snapshots.newest();
                    CacheWarmingJob state = subscriber.story().next(newest);
                    if (state != null) {
                        told.next(state);
                        subscriber.signals().next(subscriber);
                    }
                    if (subscriber.story().isOver(newest)) {
                        told.complete();
                    }
                });
    }

    private void join(@Nullable Long id, FluxSink<Subscriber> signals) {
        Subscriber subscriber = new Subscriber(id, new JobStory(id), signals);
        subscribers.add(subscriber);
        signals.onDispose(() -> subscribers.remove(subscriber));
        subscriber.story().join(snapshots.begun());
        announced();
    }

    @Override
    public String channel() {
        return "catalog_warming";
    }

    @Override
    public void announced() {
        wakeUps.release();
    }

    /** The thread that reads, from a start to a stop. */
    private record Run(Thread thread, CountDownLatch stopped) {}

    private void watch(CountDownLatch stopped) {
        try {
            while (stopped.getCount() > 0) {
                if (subscribers.isEmpty()) {
                    snapshots.forget();
                    wakeUps.acquire();
                } else {
                    read(stopped);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(CountDownLatch stopped) throws InterruptedException {
        wakeUps.drainPermits();
        if (snapshots.read(this::followed)) {
            subscribers.forEach(subscriber -> subscriber.signals().next(subscriber));
        }
        boolean _ = stopped.await(SHORTEST_PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        Duration rest = feed.hearsAnnouncements() ? LONGEST_PAUSE.minus(SHORTEST_PAUSE) : Duration.ZERO;
        boolean _ = wakeUps.tryAcquire(rest.toMillis(), TimeUnit.MILLISECONDS);
    }

    private Set<Long> followed() {
        return subscribers.stream()
                .map(Subscriber::id)
                .filter(Objects::nonNull)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void start() {
        CountDownLatch stopped = new CountDownLatch(1);
        Thread thread = Thread.ofVirtual().name("warming-job-watch").start(() -> watch(stopped));
        run = new Run(thread, stopped);
    }

    /** Subscriptions are ended by what carries them. */
    @Override
    public void stop() {
        Run ended = run;
        run = null;
        if (ended == null) {
            return;
        }
        ended.stopped().countDown();
        announced();
        try {
            boolean _ = ended.thread().join(LONGEST_STOP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return run != null;
    }

    @Override
    public int getPhase() {
        return 0;
    }
}
