package dev.catalog.cache;

import dev.catalog.cache.GatheredReads.Wanted;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * Fills what is absent, of many nodes on one: who has the lease of a key loads it, the others look for its entry. Where the
 * holder goes away without one, or began too early for what has happened since, another one takes its turn. Who has waited
 * for long enough, or can't ask Redis, loads without a lease. Who loads does so {@linkplain GatheredReads together} with others.
 */
final class SharedFill<K, V> {

    private static final long FIRST_LOOK_MILLIS = 5;
    private static final long LONGEST_LOOK_MILLIS = 50;

    private final Region<K, V> region;
    private final Generation generation;
    private final RedisStore redis;
    private final Touches touches;
    private final StoredEntries<K, V> stored;
    private final EntryLoads<K, V> loads;
    private final CacheProperties properties;
    private final GatheredReads<K, V, byte[]> leased;
    private final GatheredReads<K, V, byte[]> unleased;

    SharedFill(
            Region<K, V> region,
            Generation generation,
            CacheBackends backends,
            StoredEntries<K, V> stored,
            EntryLoads<K, V> loads,
            CacheProperties properties) {
        this.region = region;
        this.generation = generation;
        this.redis = backends.redis();
        this.touches = backends.touches();
        this.stored = stored;
        this.loads = loads;
        this.properties = properties;
        leased = new GatheredReads<>(region.loader()::statementOf, this::loadLeased);
        unleased = new GatheredReads<>(region.loader()::statementOf, this::loadUnleased);
    }

    /**
     * Fills the keys, taking each away that is done. Fails as the loader fails.
     *
     * @param seen what Redis held under the keys, which won't do
     */
    void fill(Map<K, String> absent, Map<String, byte[]> seen, Duration limit, BiConsumer<K, Found<V>> onFound) {
        Turn turn = new Turn(absent, seen, onFound);
        Duration patience = properties.patience();
        turn.awaitAndLoad(patience.compareTo(limit) < 0 ? patience : limit, limit);
    }

    /** Loads those keys whose leases nobody holds, and says under which name it took them. */
    private byte[] loadLeased(Wanted<K> wanted, Duration limit, BiConsumer<K, Found<V>> onFound) {
        byte[] self = loads.newHolder();
        Set<String> leases = redis.leases()
                .take(storable(wanted.keys().values()), wanted.seen(), wanted.passedOver(), self, properties.lease());
        Map<K, String> mine = new LinkedHashMap<>(wanted.keys());
        mine.values().removeIf(text -> Region.isStorable(text) && (leases == null || !leases.contains(text)));
        loads.load(mine, leases == null ? Set.of() : leases, self, limit, onFound);
        return self;
    }

    private byte[] loadUnleased(Wanted<K> wanted, Duration limit, BiConsumer<K, Found<V>> onFound) {
        byte[] self = loads.newHolder();
        loads.load(wanted.keys(), Set.of(), self, limit, onFound);
        return self;
    }

    private static List<String> storable(Collection<String> texts) {
        return texts.stream().filter(Region::isStorable).toList();
    }

    /** One caller's try. */
    private final class Turn {

        private final Map<K, String> absent;
        private final Map<String, byte[]> seen;
        /** The holders of leases who are not waited for. */
        private final Map<String, byte[]> passedOver = new HashMap<>();

        private final BiConsumer<K, Found<V>> onFound;
        private byte[] self = {};

        Turn(Map<K, String> absent, Map<String, byte[]> seen, BiConsumer<K, Found<V>> onFound) {
            this.absent = absent;
            this.seen = seen;
            this.onFound = onFound;
        }

        void awaitAndLoad(Duration patience, Duration limit) {
            long end = System.nanoTime() + patience.toNanos();
            do {
                loadLeased(limit);
            } while (!absent.isEmpty() && awaitOthers(end));
            if (!absent.isEmpty()) {
                region.metrics().unleased(System.nanoTime() < end ? UnleasedCause.REDIS : UnleasedCause.PATIENCE);
                self = unleased.read(wanted(), limit, this::loaded);
            }
        }

        private void loadLeased(Duration limit) {
            self = leased.read(wanted(), limit, this::loaded);
        }

        private Wanted<K> wanted() {
            return new Wanted<>(Map.copyOf(absent), Map.copyOf(seen), Map.copyOf(passedOver));
        }

        private void loaded(K key, Found<V> found) {
            absent.remove(key);
            onFound.accept(key, found);
        }

        /**
         * Waits until what others fill is there, or a key is free to be leased; false when that takes too long or Redis is
         * left alone.
         */
        private boolean awaitOthers(long end) {
            ExponentialBackOff looks = new ExponentialBackOff(FIRST_LOOK_MILLIS, 2);
            looks.setMaxInterval(LONGEST_LOOK_MILLIS);
            BackOffExecution look = looks.start();
            boolean inTime = true;
            while (inTime && !redis.isLeftAlone()) {
                pause(look.nextBackOff());
                // Whose time has gone by before the first look, on a busy machine, still has this one.
                inTime = System.nanoTime() < end;
                // The leases first: who stores and gives its lease back in between is seen to have stored.
                Map<String, byte[]> leases = redis.getAll(
                        storable(absent.values()).stream().map(Leases::keyOf).toList());
                takeStored();
                if (absent.isEmpty() || (inTime && leases != null && isAnyFree(leases))) {
                    return true;
                }
            }
            return false;
        }

        private void takeStored() {
            stored.read(absent, seen).forEach((key, entry) -> {
                if (region.isFresh(entry)) {
                    absent.remove(key);
                    onFound.accept(key, Found.of(entry, CacheState.HIT));
                }
            });
        }

        private boolean isAnyFree(Map<String, byte[]> leases) {
            boolean free = false;
            for (Map.Entry<K, String> key : absent.entrySet()) {
                byte[] holder = leases.get(Leases.keyOf(key.getValue()));
                if (holder != null && !isWaitedFor(key.getKey(), holder)) {
                    passedOver.put(key.getValue(), holder);
                    holder = null;
                }
                free |= holder == null;
            }
            return free;
        }

        /** Not for oneself, to whom Redis has given the lease without the answer being heard. */
        private boolean isWaitedFor(K key, byte[] holder) {
            LeaseHolder lease = LeaseHolder.parse(holder);
            return !Arrays.equals(holder, self)
                    && lease.generation() >= generation.known()
                    && touches.leaveValid(lease.position(), region.tagsOf(key));
        }

        private static void pause(long millis) {
            try {
                // The other node tells nobody that it is done: its entry is looked for, on a virtual thread.
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while another node fills an entry", e);
            }
        }
    }
}
