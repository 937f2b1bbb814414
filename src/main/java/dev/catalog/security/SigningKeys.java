package dev.catalog.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;
import org.springframework.cache.support.SimpleValueWrapper;

/**
 * The identity provider's keys, in the form that it last told them. They are asked for again when they are old, and when
 * a token names a key that is not among them; but not for every such token, since anybody may make those up.
 * <p>Where the provider does not answer, old keys are used for a while. A token with a key that is not among them can't be
 * judged then.
 */
final class SigningKeys implements Cache {

    private static final Duration FRESH = Duration.ofMinutes(5);

    /** How old keys are at least when one that is missing is asked for. */
    private static final Duration LEAST_AGE = Duration.ofSeconds(10);

    private static final Duration LONGEST_OUTAGE = Duration.ofHours(1);

    private final IdentityProvider provider;
    private final Clock clock;
    private @Nullable Told last;
    private boolean oneIsMissing;

    private record Told(Object address, Object keys, Instant at) {}

    SigningKeys(IdentityProvider provider, Clock clock) {
        this.provider = provider;
        this.clock = clock;
    }

    @Override
    @SuppressWarnings("unchecked") // what is told under an address is always of one type
    public synchronized <T> T get(Object address, Callable<T> asking) {
        Told known = known(address);
        Duration age = known == null ? null : Duration.between(known.at(), clock.instant());
        boolean missing = oneIsMissing;
        oneIsMissing = false;
        if (known != null && age != null && age.compareTo(missing ? LEAST_AGE : FRESH) < 0) {
            return (T) known.keys();
        }
        try {
            T keys = asking.call();
            last = new Told(address, keys, clock.instant());
            provider.answered();
            return keys;
        } catch (Exception e) {
            provider.failed(e);
            if (known != null && age != null && !missing && age.compareTo(LONGEST_OUTAGE) < 0) {
                return (T) known.keys();
            }
            throw new ValueRetrievalException(address, asking, e);
        }
    }

    private @Nullable Told known(Object address) {
        return last != null && last.address().equals(address) ? last : null;
    }

    /** A token names a key that is not among those known. */
    @Override
    public synchronized boolean invalidate() {
        oneIsMissing = true;
        return last != null;
    }

    @Override
    public synchronized @Nullable ValueWrapper get(Object address) {
        Told known = known(address);
        return known == null ? null : new SimpleValueWrapper(known.keys());
    }

    @Override
    public synchronized <T> @Nullable T get(Object address, @Nullable Class<T> type) {
        Told known = known(address);
        return known == null || type == null ? null : type.cast(known.keys());
    }

    @Override
    public synchronized void put(Object address, @Nullable Object keys) {
        last = keys == null ? null : new Told(address, keys, clock.instant());
    }

    @Override
    public synchronized void evict(Object address) {
        if (known(address) != null) {
            last = null;
        }
    }

    @Override
    public synchronized void clear() {
        last = null;
    }

    @Override
    public String getName() {
        return "signing-keys";
    }

    @Override
    public Object getNativeCache() {
        return this;
    }
}
