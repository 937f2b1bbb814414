package dev.catalog.cache;

import dev.catalog.cache.GatheredReads.Wanted;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.QueryTimeoutException;

/**
 * The read-through of one region: near cache, then Redis, then the loader, whose values are stored for all nodes.
 * <p>What the near cache holds is answered at once; all else on a thread that may block. Readers of this
 * node that miss the same key wait for one fill of it.
 */
final class RegionCache<K, V> {

    private final Region<K, V> region;
    private final Generation generation;
    private final RegionFill<K, V> fill;
    private final RegionWarming<K, V> warming;
    private final Flights<V> flights;
    private final CacheBackends backends;
    private final Duration patience;
    private final GatheredReads<K, V, Map<K, V>> bypasses;

    RegionCache(Region<K, V> region, CacheBackends backends, CacheProperties properties, Executor executor) {
        this.region = region;
        this.backends = backends;
        patience = properties.patience();
        generation = backends.generations().of(region.name(), region.generationKey());
        fill = new RegionFill<>(region, generation, backends, properties, executor);
        warming = new RegionWarming<>(region, generation, backends);
        flights = new Flights<>(patience);
        bypasses = new GatheredReads<>(region.loader()::statementOf, this::loadBypassing);
    }

    Region<K, V> region() {
        return region;
    }

    /**
     * The values of the keys, those without one left out. Fails where the loader fails; nothing is stored then.
     *
     * @param reader runs what blocks
     */
    CompletableFuture<Map<K, V>> getAll(Set<K> keys, ReadContext context, Executor reader) {
        Map<K, V> values = HashMap.newHashMap(keys.size());
        Map<K, String> missing = new LinkedHashMap<>();
        for (K key : keys) {
            String text = region.textOf(key);
            Entry<V> entry = nearEntry(text);
            if (entry == null) {
                missing.put(key, text);
            } else {
                found(key, Found.of(entry, CacheState.NEAR), values, context);
            }
        }
        if (missing.isEmpty()) {
            return CompletableFuture.completedFuture(values);
        }
        LineageRecorder lineage = context.lineage();
        if (lineage != null) {
            lineage.addReadElsewhere();
        }
        return CompletableFuture.supplyAsync(() -> readMissing(missing, values, context), reader);
    }

    /** The value of the key, or null where it has none, complete; null itself where the near cache doesn't hold it. */
    @Nullable
    CompletableFuture<@Nullable V> getHeld(K key, ReadContext context) {
        Entry<V> entry = nearEntry(region.textOf(key));
        if (entry == null) {
            return null;
        }
        tell(key, Found.of(entry, CacheState.NEAR), context);
        return CompletableFuture.completedFuture(entry.value());
    }

    /** The value of the key that a load of this operation has brought along, complete; null where none has. */
    @Nullable
    CompletableFuture<@Nullable V> getBrought(K key, ReadContext context) {
        V value = context.broughtAlong(region, key);
        if (value == null) {
            return null;
        }
        tell(key, Found.of(region.passingEntry(value, generation.known()), CacheState.BYPASS), context);
        return CompletableFuture.completedFuture(value);
    }

    /** The values of the keys from the database, past all caches. What comes along is left with the operation. */
    CompletableFuture<Map<K, V>> load(Set<K> keys, ReadContext context, Executor reader) {
        return CompletableFuture.supplyAsync(
                () -> {
                    Map<K, String> texts = HashMap.newHashMap(keys.size());
                    keys.forEach(key -> texts.put(key, region.textOf(key)));
                    Map<K, V> values = HashMap.newHashMap(keys.size());
                    Map<K, V> loaded = bypasses.read(
                            Wanted.of(texts), context.remaining(), (key, found) -> found(key, found, values, context));
                    if (loaded.size() > values.size()) {
                        context.bringAlong(region, loaded);
                    }
                    return values;
                },
                reader);
    }

    private Map<K, V> loadBypassing(Wanted<K> wanted, Duration limit, BiConsumer<K, Found<V>> onFound) {
        Set<K> keys = wanted.keys().keySet();
        long of = generation.known();
        Map<K, V> values = backends.loads().within(limit, () -> region.loader().loadAll(keys));
        keys.forEach(key -> onFound.accept(key, Found.of(region.passingEntry(values.get(key), of), CacheState.BYPASS)));
        return values;
    }

    /** Fills it ahead of readers. */
    RegionWarming<K, V> warming() {
        return warming;
    }

    /** Makes every entry of the region a miss, here at once; the new generation, which other nodes are to be told. */
    long evictAll() {
        region.metrics().evicted();
        return generation.raise();
    }

    /** Another node has evicted the region. */
    void evictedElsewhere(long raised) {
        generation.learn(raised);
    }

    private Map<K, V> readMissing(Map<K, String> missing, Map<K, V> values, ReadContext context) {
        Flight.Start start = start();
        Map<K, String> wanted = new LinkedHashMap<>(missing);
        while (!wanted.isEmpty()) {
            if (!context.remaining().isPositive()) {
                throw new QueryTimeoutException("No time is left", new TimeoutException());
            }
            Map<K, Flight<V>> own = new LinkedHashMap<>();
            Map<K, Flight<V>> others = new LinkedHashMap<>();
            wanted.forEach((key, text) -> board(key, text, start, own, others));
            if (!own.isEmpty()) {
                fly(own, wanted, values, context);
            }
            others.forEach((key, flight) -> {
                Found<V> found = await(flight, context);
                if (found != null && (flight.start().isNotBefore(start) || isValid(found.entry()))) {
                    found(key, found, values, context);
                    wanted.remove(key);
                }
            });
        }
        return values;
    }

    private Flight.Start start() {
        // The count first: a position read later holds at least what the count stands for.
        long touches = backends.touches().count();
        return new Flight.Start(
                touches, generation.known(), backends.feed().position().orElse(null));
    }

    private void board(K key, String text, Flight.Start start, Map<K, Flight<V>> own, Map<K, Flight<V>> others) {
        Flight<V> mine = new Flight<>(start());
        Flight<V> boarded = flights.board(text, mine, flight -> mayJoin(key, flight, start));
        (boarded == mine ? own : others).put(key, boarded);
    }

    /** What another flight has brought while this one was being boarded. */
    private void takeLanded(Map<K, Flight<V>> own, Map<K, String> texts, BiConsumer<K, Found<V>> onFound) {
        own.keySet().forEach(key -> {
            Entry<V> entry = nearEntry(Objects.requireNonNull(texts.get(key)));
            if (entry != null) {
                onFound.accept(key, Found.of(entry, CacheState.NEAR));
            }
        });
    }

    /** Whether a flight began late enough for a reader, or nothing has touched its key since. */
    private boolean mayJoin(K key, Flight<V> flight, Flight.Start reader) {
        return flight.start().isNotBefore(reader)
                || (flight.start().generation() >= reader.generation()
                        && backends.touches().leaveValid(flight.start().position(), region.tagsOf(key)));
    }

    private void fly(Map<K, Flight<V>> own, Map<K, String> wanted, Map<K, V> values, ReadContext context) {
        Map<K, String> texts = new LinkedHashMap<>();
        own.keySet().forEach(key -> texts.put(key, Objects.requireNonNull(wanted.get(key))));
        BiConsumer<K, Found<V>> onFound = (key, found) -> {
            found(key, found, values, context);
            wanted.remove(key);
            Objects.requireNonNull(own.get(key)).landing().complete(found);
        };
        try {
            takeLanded(own, texts, onFound);
            Map<K, String> missing = new LinkedHashMap<>(texts);
            missing.keySet().retainAll(wanted.keySet());
            if (!missing.isEmpty()) {
                fill.read(missing, context.remaining(), onFound);
            }
        } catch (RuntimeException | Error e) {
            own.values().forEach(flight -> flight.landing().completeExceptionally(e));
            throw e;
        } finally {
            own.forEach((key, flight) -> flights.end(Objects.requireNonNull(texts.get(key)), flight));
        }
    }

    /** What a flight of another reader's came to, or null where it takes too long. */
    private @Nullable Found<V> await(Flight<V> flight, ReadContext context) {
        Duration limit = patience.compareTo(context.remaining()) < 0 ? patience : context.remaining();
        try {
            return flight.landing().get(Math.max(0, limit.toMillis()), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return null;
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
    }

    private void found(K key, Found<V> found, Map<K, V> values, ReadContext context) {
        V value = found.entry().value();
        if (value != null) {
            values.put(key, value);
        }
        tell(key, found, context);
    }

    private void tell(K key, Found<V> found, ReadContext context) {
        region.metrics().read(found.state());
        if (found.forOutage()) {
            context.servedStaleForOutage();
        }
        LineageRecorder lineage = context.lineage();
        if (lineage != null) {
            lineage.add(region, found);
        }
        if (context.isRecording()) {
            context.record(new CacheRead(
                    region.name(), region.keyOf(key), found.state(), region.age(found.entry()), region.timeToLive()));
        }
    }

    @SuppressWarnings("unchecked") // the key names the region, and the region the type
    private @Nullable Entry<V> nearEntry(String text) {
        Entry<V> entry = (Entry<V>) backends.near().get(text);
        return entry != null && isValid(entry) ? entry : null;
    }

    private boolean isValid(Entry<V> entry) {
        return entry.generation() == generation.known() && entry.isUntouched(backends.touches());
    }
}
