package dev.catalog.cache;

import dev.catalog.feed.ChangeFeed;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Finds what the near cache has not: in Redis, or by the loader, whose values are stored for all nodes.
 * <p>An unreachable Redis counts as a miss for each key, so callers fall through to the database. Of many nodes that miss a
 * key one fills it, and the others wait for it, but not for long. Blocks the calling thread.
 */
final class RegionFill<K, V> {

    private static final Logger log = LoggerFactory.getLogger(RegionFill.class);
    /** How long a reader who could be served something stale waits for the database to answer all the same. */
    private static final Duration STALE_PATIENCE = Duration.ofSeconds(1);

    private static final Duration REFRESH_LIMIT = Duration.ofSeconds(10);

    private final Region<K, V> region;
    private final StoredEntries<K, V> stored;
    private final EntryLoads<K, V> loading;
    private final SharedFill<K, V> fill;
    private final RedisStore redis;
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
        stored = new StoredEntries<>(region, generation, backends);
        loading = new EntryLoads<>(region, generation, backends);
        fill = new SharedFill<>(region, generation, backends, stored, loading, properties);
        this.redis = backends.redis();
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
        stored.read(keys, seen).forEach((key, entry) -> {
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
            fill.fill(absent, seen, allExpired ? shorter(STALE_PATIENCE, limit) : limit, onFound);
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
                    byte[] holder = loading.newHolder();
                    Set<String> leased = redis.leases().take(mine.values(), seen, Map.of(), holder, properties.lease());
                    Map<K, String> granted = new LinkedHashMap<>(mine);
                    if (leased != null) {
                        granted.values().retainAll(leased);
                    }
                    loading.load(granted, Set.copyOf(granted.values()), holder, REFRESH_LIMIT, (_, _) -> {});
                } catch (RuntimeException e) {
                    Level level = Outage.isCauseOf(e) ? Level.DEBUG : Level.ERROR;
                    log.atLevel(level).setCause(e).log("A refresh of {} failed", region.name());
                } finally {
                    refreshing.removeAll(mine.values());
                }
            });
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
