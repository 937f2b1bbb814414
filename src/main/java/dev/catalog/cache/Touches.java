package dev.catalog.cache;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import dev.catalog.feed.CatalogChange;
import dev.catalog.feed.CatalogTable;
import dev.catalog.feed.ChangeBatch;
import dev.catalog.feed.ChangeKind;
import dev.catalog.feed.ChangeListener;
import dev.catalog.feed.Position;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What this node knows of the changes of the catalog: which tags were touched lately, and by which transactions.
 * <p>A value is valid where the position at which it was loaded includes every transaction that touched a tag of it. So
 * nothing needs to be removed anywhere when something changes, and what a late fill stores is as old as it says.
 * <p>What is known reaches back to the floor. Below it a value is as if touched. Memory is bounded: of what is too much, or
 * older than any value lives, the floor remains.
 */
final class Touches implements ChangeListener {

    private static final int MOST_TAGS = 200_000;
    private static final Duration PRUNING_INTERVAL = Duration.ofMinutes(1);

    private record Moment(long millis, Position position) {}

    private final Collection<? extends ChangeTags> features;
    private final Duration longestLife;
    private final Clock clock;
    private final Map<Long, Touch> tags = new ConcurrentHashMap<>();
    private final Deque<Moment> moments = new ArrayDeque<>();
    private volatile @Nullable Position floor;
    private volatile @Nullable Position latest;
    private volatile long count;

    /**
     * Knows nothing yet, so that values live for their time to live whatever changes.
     *
     * @param longestLife how long the longest lived value may be served
     */
    Touches(Collection<? extends ChangeTags> features, Duration longestLife, Clock clock) {
        this.features = List.copyOf(features);
        this.longestLife = longestLife;
        this.clock = clock;
    }

    /** Shows how much it keeps in mind. */
    Touches measuredBy(MeterRegistry meters) {
        Gauge.builder("catalog.cache.tags", tags, Map::size)
                .description("Tags whose last touch by a change this node remembers")
                .register(meters);
        return this;
    }

    @Override
    public synchronized void apply(ChangeBatch batch, JdbcClient database) {
        if (!batch.broken() && batch.changes().isEmpty() && floor != null) {
            return;
        }
        if (batch.broken()) {
            forgetBefore(batch.position());
        } else {
            for (ChangeTags feature : features) {
                feature.touchedBy(batch, database).forEach((tag, by) -> touch(tag.fingerprint(), by, batch));
            }
            manyByTable(batch)
                    .forEach((table, by) -> features.stream()
                            .flatMap(feature -> feature.kinds(table).stream())
                            .forEach(kind -> touch(kind.fingerprint(), by, batch)));
        }
        latest = batch.position();
        if (floor == null) {
            floor = latest;
        }
        prune(batch.position());
        // Last: whoever sees the new count sees all that was touched.
        count++;
    }

    private void touch(long fingerprint, Collection<Long> transactions, ChangeBatch batch) {
        tags.put(fingerprint, Touch.add(tags.get(fingerprint), transactions, latest, batch.position(), clock.millis()));
    }

    /** The transactions that made more changes of a table than are told one by one. */
    private static Map<CatalogTable, Set<Long>> manyByTable(ChangeBatch batch) {
        return batch.changes().stream()
                .filter(change -> change.kind() == ChangeKind.MANY)
                .collect(groupingBy(CatalogChange::table, mapping(CatalogChange::transaction, toSet())));
    }

    private void prune(Position now) {
        if (tags.size() > MOST_TAGS) {
            forgetBefore(now);
            return;
        }
        long millis = clock.millis();
        Moment last = moments.peekLast();
        if (last != null && millis - last.millis() < PRUNING_INTERVAL.toMillis()) {
            return;
        }
        moments.add(new Moment(millis, now));
        long expired = millis - longestLife.toMillis();
        Moment old = null;
        while (!moments.isEmpty() && moments.getFirst().millis() < expired) {
            old = moments.removeFirst();
        }
        if (old != null) {
            floor = old.position();
            long before = old.millis();
            tags.values().removeIf(touch -> touch.at() < before);
        }
    }

    private void forgetBefore(Position position) {
        floor = position;
        tags.clear();
        moments.clear();
    }

    /** The position up to which touches are known; null where changes are not. */
    @Nullable
    Position position() {
        return latest;
    }

    /** Whether changes are known at all. Where they are not, values live for their time to live. */
    boolean areKnown() {
        return floor != null;
    }

    /** Grows whenever something was touched: what was valid at a count still is while it stands. */
    long count() {
        return count;
    }

    /**
     * Whether nothing has touched these tags since the position.
     *
     * @param loadedAt null for the position of a node that knew of no changes
     * @param fingerprints those of the tags and of their kinds
     */
    boolean leaveValid(@Nullable Position loadedAt, long[] fingerprints) {
        Position known = floor;
        Position newest = latest;
        if (known == null || newest == null) {
            return true;
        }
        if (loadedAt == null) {
            return false;
        }
        return loadedAt.contains(newest) || (loadedAt.contains(known) && areUntouched(fingerprints, loadedAt));
    }

    private boolean areUntouched(long[] fingerprints, Position since) {
        for (long fingerprint : fingerprints) {
            Touch touch = tags.get(fingerprint);
            if (touch != null && !touch.isSeenAt(since)) {
                return false;
            }
        }
        return true;
    }
}
