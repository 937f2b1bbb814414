package dev.catalog.cache;

import dev.catalog.feed.ChangeFeed;
import dev.catalog.feed.Position;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * Finds what the near cache has not: in Redis, or by the loader, whose values are stored for all nodes.
 * <p>An unreachable Redis counts as a miss for each key, so callers fall through to the database. Of many nodes that miss a
 * key one fills it, by a lease; the others wait for it, but not for long. Blocks the calling thread.
 */
final class RegionFill<K, V> {

    private static final Logger log = LoggerFactory.getLogger(RegionFill.class);
    /** How long a reader who could be served something stale waits for the database to answer all the same. */
    private static final Duration STALE_PATIENCE = Duration.ofSeconds(1);

    private static final long FIRST_LOOK_MILLIS = 5;
    private static final long LONGEST_LOOK_MILLIS = 50;
    private static final Duration REFRESH_LIMIT = Duration.ofSeconds(10);

    private final Region<K, V> region;
    private final Generation generation;
    private final NearCache near;
    private final RedisStore redis;
    private final Touches touches;
    private final ChangeFeed feed;
    private final Loads loads;
    private final CacheProperties properties;
    private final Executor executor;
    private final Set<String> refreshing = ConcurrentHashMap.newKeySet();

    RegionFill(
            Region<K, V> region,
            Generation generation,
            CacheBackends backends,
            CacheProperties properties,
            Executor executor) {
        this.region = region;
        this.generation = generation;
        this.near = backends.near();
        this.redis = backends.redis();
        this.touches = backends.touches();
        this.feed = backends.feed();
        this.loads = backends.loads();
        this.properties = properties;
        this.executor = executor;
    }

    /**
     * Hands over what each key comes to, as soon as it is known. Fails as the loader fails; what was handed over by then
     * stands.
     */
    void read(Map<K, String> keys, Duration limit, BiConsumer<K, Found<V>> onFound) {
        Map<K, String> absent = new LinkedHashMap<>(keys);
        Map<K, Entry<V>> expired = new LinkedHashMap<>();
        Map<String, byte[]> seen = new HashMap<>();
        readStored(keys, seen).forEach((key, entry) -> {
            if (region.isFresh(entry)) {
                absent.remove(key);
                onFound.accept(key, Found.of(entry, CacheState.HIT));
            } else if (region.isWithinGrace(entry)) {
                expired.put(key, entry);
            }
        });
        if (feed.isLive() && !expired.isEmpty()) {
            serveStale(absent, expired, loads.areFailing(), onFound);
            refresh(expired.keySet(), seen);
            expired.clear();
        }
        if (!absent.isEmpty()) {
            fillOrServeStale(absent, expired, seen, limit, onFound);
        }
    }

    /**
     * What Redis holds of the keys that is valid, fresh or not.
     *
     * @param seen takes all that it holds under the keys
     */
    private Map<K, Entry<V>> readStored(Map<K, String> keys, Map<String, byte[]> seen) {
        List<String> wanted = new ArrayList<>(keys.size() + 1);
        wanted.add(generation.key());
        keys.values().stream().filter(Region::isStorable).forEach(wanted::add);
        long before = generation.known();
        Map<String, byte[]> values = redis.getAll(wanted);
        if (values == null) {
            return Map.of();
        }
        long current = generation.read(values.get(generation.key()), before);
        Map<K, Entry<V>> entries = new LinkedHashMap<>();
        keys.forEach((key, text) -> {
            byte[] bytes = values.get(text);
            if (bytes == null) {
                return;
            }
            seen.put(text, bytes);
            Entry<V> entry = region.decode(key, text, bytes);
            if (entry != null && entry.stored().generation() == current && entry.isUntouched(touches)) {
                entries.put(key, entry);
                if (region.isFresh(entry)) {
                    near.put(text, entry, bytes.length);
                }
            }
        });
        return entries;
    }

    private void fillOrServeStale(
            Map<K, String> absent,
            Map<K, Entry<V>> expired,
            Map<String, byte[]> seen,
            Duration limit,
            BiConsumer<K, Found<V>> onFound) {
        if (!expired.isEmpty() && loads.areFailing()) {
            // The last load has failed just now: one try in the background, and no wait for it.
            serveStale(absent, expired, true, onFound);
            refresh(expired.keySet(), seen);
        }
        if (absent.isEmpty()) {
            return;
        }
        boolean allExpired = expired.keySet().containsAll(absent.keySet());
        try {
            fill(absent, seen, allExpired ? shorter(STALE_PATIENCE, limit) : limit, onFound);
        } catch (RuntimeException e) {
            if (!Outage.isCauseOf(e)) {
                throw e;
            }
            serveStale(absent, expired, true, onFound);
            if (!absent.isEmpty()) {
                throw e;
            }
        }
    }

    private static <K, V> void serveStale(
            Map<K, String> absent, Map<K, Entry<V>> expired, boolean forOutage, BiConsumer<K, Found<V>> onFound) {
        expired.forEach((key, entry) -> {
            if (absent.remove(key) != null) {
                onFound.accept(key, new Found<>(entry, CacheState.STALE, forOutage));
            }
        });
    }

    /** Fills what is absent, taking each key away that is done. */
    private void fill(
            Map<K, String> absent, Map<String, byte[]> seen, Duration limit, BiConsumer<K, Found<V>> onFound) {
        byte[] holder = LeaseHolder.write(feed.position().orElse(null));
        Map<K, String> storable = new LinkedHashMap<>(absent);
        storable.values().removeIf(text -> !Region.isStorable(text));
        Set<String> leased =
                storable.isEmpty() ? Set.of() : redis.lease(storable.values(), seen, holder, properties.lease());
        Map<K, String> mine = new LinkedHashMap<>(absent);
        mine.values().removeIf(text -> Region.isStorable(text) && !leased.contains(text));
        load(mine, leased, holder, limit, onFound);
        absent.keySet().removeAll(mine.keySet());
        if (!absent.isEmpty()) {
            awaitOthers(absent, limit, onFound);
        }
        if (!absent.isEmpty()) {
            load(absent, Set.of(), holder, limit, onFound);
            absent.clear();
        }
    }

    /** Waits for the entries that others fill, until they are there, or nobody fills them any more, or patience ends. */
    private void awaitOthers(Map<K, String> absent, Duration limit, BiConsumer<K, Found<V>> onFound) {
        long end = System.nanoTime() + shorter(properties.patience(), limit).toNanos();
        ExponentialBackOff looks = new ExponentialBackOff(FIRST_LOOK_MILLIS, 2);
        looks.setMaxInterval(LONGEST_LOOK_MILLIS);
        BackOffExecution look = looks.start();
        Map<K, String> awaited = new LinkedHashMap<>(absent);
        while (!awaited.isEmpty() && System.nanoTime() < end) {
            pause(look.nextBackOff());
            // The leases first: who stores and gives its lease back in between is seen to have stored.
            Map<String, byte[]> leases = redis.getAll(
                    awaited.values().stream().map(RedisStore::leaseOf).toList());
            readStored(awaited, new HashMap<>()).forEach((key, entry) -> {
                if (region.isFresh(entry)) {
                    awaited.remove(key);
                    absent.remove(key);
                    onFound.accept(key, Found.of(entry, CacheState.HIT));
                }
            });
            awaited.entrySet()
                    .removeIf(key -> leases == null
                            || !isBeingFilled(key.getKey(), leases.get(RedisStore.leaseOf(key.getValue()))));
        }
    }

    private void load(
            Map<K, String> keys, Set<String> leased, byte[] holder, Duration limit, BiConsumer<K, Found<V>> onFound) {
        if (keys.isEmpty()) {
            return;
        }
        List<RedisStore.Write> writes = new ArrayList<>();
        Collection<String> unused = new ArrayList<>(leased);
        try {
            // Both before the database is read: what overtakes the load makes it older than it would be.
            Position loadedAt = feed.position().orElse(null);
            long of = generation.known();
            Map<K, V> values = region.metrics()
                    .timed(() -> loads.within(limit, () -> region.loader().loadAll(keys.keySet())));
            keys.forEach((key, text) -> {
                Entry<V> entry = region.entry(key, values.get(key), of, loadedAt);
                RedisStore.Write write = keep(text, entry);
                if (write != null) {
                    writes.add(write);
                    unused.remove(text);
                }
                onFound.accept(key, Found.of(entry, Region.isStorable(text) ? CacheState.MISS : CacheState.BYPASS));
            });
        } finally {
            redis.putAll(writes, holder, region.metrics()::refused);
            redis.release(unused, holder);
        }
    }

    /** Keeps a loaded entry on this node; what is to be stored for all, or null where nothing is. */
    private RedisStore.@Nullable Write keep(String text, Entry<V> entry) {
        if (!Region.isStorable(text)) {
            return null;
        }
        if (entry.stored().generation() != generation.known() || !entry.isUntouched(touches)) {
            region.metrics().refused();
            return null;
        }
        byte[] bytes = region.encode(entry);
        near.put(text, entry, bytes.length);
        StoredEntry<V> stored = entry.stored();
        return region.isAbsence(stored.value())
                ? null
                : new RedisStore.Write(
                        text, ByteBuffer.wrap(bytes), region.storedFor(entry), stored.generation(), stored.position());
    }

    /** Fills expired entries in the background, where nobody does already. Of an outage the health of loads tells. */
    private void refresh(Set<K> keys, Map<String, byte[]> seen) {
        Map<K, String> mine = new HashMap<>();
        for (K key : keys) {
            String text = region.textOf(key);
            if (refreshing.add(text)) {
                mine.put(key, text);
            }
        }
        if (!mine.isEmpty()) {
            executor.execute(() -> {
                try {
                    byte[] holder = LeaseHolder.write(feed.position().orElse(null));
                    Set<String> leased = redis.lease(mine.values(), seen, holder, properties.lease());
                    Map<K, String> granted = new LinkedHashMap<>(mine);
                    granted.values().retainAll(leased);
                    load(granted, leased, holder, REFRESH_LIMIT, (_, _) -> {});
                } catch (RuntimeException e) {
                    Level level = Outage.isCauseOf(e) ? Level.DEBUG : Level.ERROR;
                    log.atLevel(level).setCause(e).log("A refresh of {} failed", region.name());
                } finally {
                    refreshing.removeAll(mine.values());
                }
            });
        }
    }

    /** Whether someone fills the key who began late enough for what was touched since. */
    private boolean isBeingFilled(K key, byte @Nullable [] holder) {
        return holder != null && touches.leaveValid(LeaseHolder.read(holder), region.tagsOf(key));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while another node fills an entry", e);
        }
    }
}
