package dev.catalog.graphql;

import dev.catalog.cache.Outage;
import dev.catalog.feed.ChangeFeed;
import dev.catalog.feed.ChangePlace;
import dev.catalog.feed.ChangeReader;
import dev.catalog.feed.ChangeStream;
import dev.catalog.feed.ReadChange;
import dev.catalog.relay.BadUserInputException;
import dev.catalog.relay.UnavailableException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Tells subscribers of the catalog's changes, each those that it may see. All of them read what the feed has read once; a
 * subscriber costs its place, and the next change is looked up when it is ready for it.
 */
@Component
final class CatalogChangeWatch {

    private static final Logger log = LoggerFactory.getLogger(CatalogChangeWatch.class);

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final ChangeFeed feed;
    private final ChangeStream stream;
    private final ToldChanges changes;
    private final MeterRegistry meters;
    private final Set<Subscriber> subscribers = ConcurrentHashMap.newKeySet();
    private final Scheduler tellers = Schedulers.fromExecutor(
            work -> Thread.ofVirtual().name("catalog-changes").start(work));

    /** Who hears of changes. A signal says that there may be something to look at. */
    private record Subscriber(ChangeReader reader, boolean seesAll, FluxSink<Subscriber> signals) {}

    CatalogChangeWatch(ChangeFeed feed, ChangeStream stream, ToldChanges changes, MeterRegistry meters) {
        this.feed = feed;
        this.stream = stream;
        this.changes = changes;
        this.meters = meters;
        Gauge.builder("catalog.changes.subscribers", subscribers, Set::size)
                .description("Subscriptions to the catalog's changes on this node")
                .register(meters);
        stream.onMore(
                () -> subscribers.forEach(subscriber -> subscriber.signals().next(subscriber)));
    }

    /**
     * The changes after a version, or after this moment where it is null, that a caller sees who sees all rows or active ones
     * alone. They never end.
     * <p>Throws {@link UnavailableException} where changes are not followed, {@link BadUserInputException} where what came after
     * the version is not known.
     */
    Flux<ToldChange> after(@Nullable String version, boolean seesAll, Duration limit) {
        ChangePlace place = version == null ? null : place(version);
        if (!feed.catchUp(limit.compareTo(LONGEST_WAIT) < 0 ? limit : LONGEST_WAIT)) {
            throw new UnavailableException("Changes of the catalog are not followed at the moment; try again later.");
        }
        ChangeReader reader = (place == null ? stream.fromNow() : stream.from(place))
                .orElseThrow(() -> BadUserInputException.of(
                        "after",
                        "is no version whose later changes are known: read anew what you hold, then go on from the version of"
                                + " that answer"));
        // One signal at most waits for a slow subscriber.
        return Flux.<Subscriber>create(
                        signals -> join(new Subscriber(reader, seesAll, signals)), FluxSink.OverflowStrategy.LATEST)
                .publishOn(tellers, 1)
                .handle(this::tell);
    }

    private static ChangePlace place(String version) {
        try {
            return CatalogVersion.place(version);
        } catch (IllegalArgumentException e) {
            throw BadUserInputException.of("after", "is not a version; give one as it came");
        }
    }

    private void join(Subscriber subscriber) {
        subscribers.add(subscriber);
        subscriber.signals().onDispose(() -> subscribers.remove(subscriber));
        subscriber.signals().next(subscriber);
    }

    private void tell(Subscriber subscriber, SynchronousSink<ToldChange> next) {
        ReadChange read;
        try {
            read = subscriber.reader().next();
        } catch (DataAccessException e) {
            retry(subscriber, e);
            return;
        }
        if (read != null) {
            ToldChange change = changes.of(read, subscriber.seesAll());
            if (change != null) {
                next.next(change);
                count(change.operation());
            }
            subscriber.signals().next(subscriber);
        }
    }

    private static void retry(Subscriber subscriber, DataAccessException failure) {
        if (!Outage.isCauseOf(failure)) {
            throw failure;
        }
        log.debug("A subscriber is told later what it has missed", failure);
        Schedulers.parallel()
                .schedule(() -> subscriber.signals().next(subscriber), RETRY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void count(ChangeOperation operation) {
        Counter.builder("catalog.changes.told")
                .description("Changes that subscribers of this node were told, one for each of them")
                .tag("operation", operation.name().toLowerCase(Locale.ROOT))
                .register(meters)
                .increment();
    }
}
