package dev.catalog.warming;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** What operators see of warming beside the jobs themselves: what this node did. */
@Component
class WarmingMetrics {

    /** How a job came to its end. */
    enum End {
        COMPLETED,
        FAILED,
        CANCELLED
    }

    private final MeterRegistry meters;

    WarmingMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    void filled(String region, int keys) {
        meters.counter("catalog.warming.keys", "region", region).increment(keys);
    }

    void takenOver() {
        meters.counter("catalog.warming.takeovers").increment();
    }

    void ended(End end) {
        meters.counter("catalog.warming.jobs", "end", end.name().toLowerCase(Locale.ROOT))
                .increment();
    }
}
