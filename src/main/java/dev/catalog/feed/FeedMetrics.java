package dev.catalog.feed;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The measures of the change feed. */
final class FeedMetrics {

    private final MeterRegistry meters;
    private final Counter reconnects;
    private volatile double lag = Double.NaN;

    FeedMetrics(MeterRegistry meters) {
        this.meters = meters;
        this.reconnects = Counter.builder("catalog.feed.reconnects")
                .description("Connections to the log that were opened after one was lost")
                .register(meters);
        Gauge.builder("catalog.feed.lag", () -> lag)
                .description("From when the last change was recorded to when this node had applied it")
                .baseUnit("seconds")
                .register(meters);
    }

    void follow(Supplier<FeedStatus> status, BooleanSupplier live, Clock clock) {
        Gauge.builder("catalog.feed.position", () -> end(status.get()))
                .description("The first transaction that is not in this node's position")
                .register(meters);
        Gauge.builder("catalog.feed.live", () -> live.getAsBoolean() ? 1 : 0)
                .description("Whether changes are followed: 1 or 0")
                .register(meters);
        Gauge.builder("catalog.feed.unconfirmed", () -> unconfirmed(status.get(), clock))
                .description("Time since the position was last found to be the present")
                .baseUnit("seconds")
                .register(meters);
    }

    void reconnecting() {
        reconnects.increment();
    }

    /** Changes have been applied, so long after they were read. */
    void applied(List<RecordedChange> changes, Duration taken) {
        for (RecordedChange recorded : changes) {
            Counter.builder("catalog.feed.changes")
                    .description("Changes that were applied")
                    .tag("table", recorded.change().table().name().toLowerCase(Locale.ROOT))
                    .tag("kind", recorded.change().kind().name().toLowerCase(Locale.ROOT))
                    .register(meters)
                    .increment();
        }
        if (!changes.isEmpty()) {
            lag = changes.getLast().age() + taken.toNanos() / 1e9;
        }
    }

    /** Seconds from when the last change was recorded to when it was applied; empty before the first one. */
    OptionalDouble lag() {
        double seconds = lag;
        return Double.isNaN(seconds) ? OptionalDouble.empty() : OptionalDouble.of(seconds);
    }

    private static double end(FeedStatus status) {
        return status.position() == null ? Double.NaN : status.position().end();
    }

    private static double unconfirmed(FeedStatus status, Clock clock) {
        return status.confirmedAt().equals(Instant.EPOCH)
                ? Double.NaN
                : Duration.between(status.confirmedAt(), clock.instant()).toMillis() / 1e3;
    }
}
