package dev.catalog.response;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts anonymous queries by where their answers came from. */
final class ResponseMetrics {

    private final Counter hits;
    private final Counter misses;
    private final Counter bypasses;

    ResponseMetrics(MeterRegistry meters) {
        hits = counter("hit", meters);
        misses = counter("miss", meters);
        bypasses = counter("bypass", meters);
    }

    void hit() {
        hits.increment();
    }

    void miss() {
        misses.increment();
    }

    void bypass() {
        bypasses.increment();
    }

    private static Counter counter(String state, MeterRegistry meters) {
        return Counter.builder("catalog.response.reads")
                .description("Anonymous queries, by where their answers came from")
                .tag("state", state)
                .register(meters);
    }
}
