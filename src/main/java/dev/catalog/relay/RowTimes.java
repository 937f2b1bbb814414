package dev.catalog.relay;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The times that written rows bear, in microseconds, as the columns hold them. */
@Component
public final class RowTimes {

    private final Clock clock;

    RowTimes(Clock clock) {
        this.clock = clock;
    }

    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** The present, but later than the former time: who holds that one can tell that the row was written since. */
    public Instant after(@Nullable Instant former) {
        Instant now = now();
        return former == null || now.isAfter(former) ? now : former.plus(1, ChronoUnit.MICROS);
    }
}
