package dev.catalog.cache;

import dev.catalog.feed.Position;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/** One region with its settings: how its entries are named, made, stored, and told fresh from stale. */
final class Region<K, V> {

    private static final Logger log = LoggerFactory.getLogger(Region.class);
    private static final Duration LONGEST_ABSENCE = Duration.ofMinutes(1);
    private static final long[] UNTAGGED = {};
    private static final double JITTER = 0.1;
    /** A key a client can make longer than this is not worth its memory. */
    private static final int LONGEST_KEY = 2048;

    private final RegionLoader<K, V> loader;
    private final CacheRegion<K, V> region;
    private final RegionProperties properties;
    private final Dependencies<K, V> dependencies;
    private final EntryCodec<V> codec;
    private final RegionMetrics metrics;
    private final Clock clock;
    private final String keyPrefix;

    Region(RegionLoader<K, V> loader, RegionProperties properties, String prefix, RegionMetrics metrics, Clock clock) {
        this.loader = loader;
        this.region = loader.region();
        this.dependencies = loader.dependencies();
        this.properties = properties;
        this.metrics = metrics;
        this.clock = clock;
        codec = new EntryCodec<>(region.valueType().getType());
        keyPrefix = keyPrefix(prefix);
    }

    /** What every key in Redis begins with. */
    static String keyPrefix(String prefix) {
        return prefix + ":v" + EntryCodec.FORMAT_VERSION + ":";
    }

    RegionLoader<K, V> loader() {
        return loader;
    }

    CacheRegion<K, V> declared() {
        return region;
    }

    RegionMetrics metrics() {
        return metrics;
    }

    String name() {
        return region.name();
    }

    Duration timeToLive() {
        return properties.ttl();
    }

    /** How long browsers and CDNs may keep what is made of an entry. */
    Duration maxAge() {
        return properties.maxAge();
    }

    String generationKey() {
        return keyPrefix + "regions/" + region.name() + "/generation";
    }

    /** The key as features make it. */
    String keyOf(K key) {
        return region.key().apply(key).toString();
    }

    /** The key as it stands in Redis. */
    String textOf(K key) {
        return keyPrefix + region.key().apply(key);
    }

    static boolean isStorable(String text) {
        return text.length() <= LONGEST_KEY;
    }

    /** The fingerprints of the tags that every entry of the key bears, whatever its value. */
    long[] tagsOf(K key) {
        return dependencies.fingerprints(key, null);
    }

    /** A value just loaded. */
    Entry<V> entry(K key, @Nullable V value, long generation, @Nullable Position position) {
        return entry(key, value, generation, position, freshness(value));
    }

    /** A value just loaded that is kept nowhere, so that no change needs to make it invalid. */
    Entry<V> passingEntry(@Nullable V value, long generation) {
        long now = clock.millis();
        return new Entry<>(
                new StoredEntry<>(generation, null, now, now + freshness(value).toMillis(), value), UNTAGGED, now);
    }

    /** A value just loaded, of a key that no client made up: it lives for the region's time to live, whatever it is. */
    Entry<V> plannedEntry(K key, @Nullable V value, long generation, @Nullable Position position) {
        return entry(key, value, generation, position, jittered(properties.ttl()));
    }

    private Entry<V> entry(K key, @Nullable V value, long generation, @Nullable Position position, Duration freshness) {
        long now = clock.millis();
        long expiresAt = now + freshness.toMillis();
        return new Entry<>(
                new StoredEntry<>(generation, position, now, expiresAt, value),
                dependencies.fingerprints(key, value),
                now);
    }

    /** What Redis holds under the key, or null where that can't be read. */
    @Nullable
    Entry<V> decode(K key, String text, byte[] bytes) {
        try {
            StoredEntry<V> stored = codec.decode(bytes);
            return new Entry<>(stored, dependencies.fingerprints(key, stored.value()), clock.millis());
        } catch (JacksonException e) {
            return unreadable(text, e.getOriginalMessage());
        } catch (IllegalArgumentException e) {
            return unreadable(text, String.valueOf(e.getMessage()));
        }
    }

    private @Nullable Entry<V> unreadable(String text, String why) {
        metrics.unreadable();
        log.warn("The stored value of {} can't be read and is loaded anew: {}", text, why);
        return null;
    }

    byte[] encode(Entry<V> entry) {
        return codec.encode(entry.stored());
    }

    boolean isFresh(Entry<V> entry) {
        return entry.expiresAt() > clock.millis();
    }

    boolean isWithinGrace(Entry<V> entry) {
        return entry.expiresAt() + properties.grace().toMillis() > clock.millis();
    }

    /** Whether the value says that there is nothing; kept for a short time and by this node alone. */
    boolean isAbsence(@Nullable V value) {
        return region.isAbsent(value);
    }

    /** How long Redis keeps the entry. */
    Duration storedFor(Entry<V> entry) {
        long left = entry.expiresAt() - clock.millis() + properties.grace().toMillis();
        return Duration.ofMillis(Math.max(1, left));
    }

    Duration age(Entry<V> entry) {
        return Duration.ofMillis(Math.max(0, clock.millis() - entry.loadedAt()));
    }

    private Duration freshness(@Nullable V value) {
        Duration ttl = properties.ttl();
        return jittered(isAbsence(value) && ttl.compareTo(LONGEST_ABSENCE) > 0 ? LONGEST_ABSENCE : ttl);
    }

    /** The time to live less up to a tenth of it, so that entries made together don't expire together. */
    private static Duration jittered(Duration ttl) {
        double share = 1 - JITTER * ThreadLocalRandom.current().nextDouble();
        return Duration.ofMillis(Math.max(1, (long) (ttl.toMillis() * share)));
    }
}
