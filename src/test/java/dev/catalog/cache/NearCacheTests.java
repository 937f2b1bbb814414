package dev.catalog.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.support.SettableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class NearCacheTests {

    private static final String KEY = "catalog:v4:things/1";

    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final NearCache near =
            new NearCache(new CacheProperties.Near(DataSize.ofKilobytes(10), Duration.ofSeconds(10)), _ -> true, clock);

    @Test
    void anEntryIsGivenUntilItExpires() {
        near.put(KEY, entryFor(Duration.ofSeconds(10)));

        clock.advance(Duration.ofMillis(9_999));
        assertThat(near.get(KEY)).isNotNull();
        clock.advance(Duration.ofMillis(1));
        assertThat(near.get(KEY)).isNull();
    }

    @Test
    void anEntryInAnothersPlaceIsGivenUntilItsOwnEnd() {
        near.put(KEY, entryFor(Duration.ofSeconds(10)));
        clock.advance(Duration.ofSeconds(5));
        near.put(KEY, entryFor(Duration.ofSeconds(10)));

        clock.advance(Duration.ofSeconds(9));
        assertThat(near.get(KEY)).isNotNull();
        near.put(KEY, entryFor(Duration.ofMillis(1)));
        clock.advance(Duration.ofMillis(1));
        assertThat(near.get(KEY)).isNull();
    }

    private Entry<String> entryFor(Duration life) {
        long now = clock.millis();
        return new Entry<>(new StoredEntry<>(1, null, now, now + life.toMillis(), "thing"), new long[0], now);
    }
}
