package dev.catalog.warming;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Tells the operator of rows whose type or status the gateway does not know, each once: clients never see them. */
@Component
class UnknownJobs {

    private static final Logger log = LoggerFactory.getLogger(UnknownJobs.class);

    private static final int REMEMBERED = 10_000;

    private final Cache<Long, WarmingJobRow> told =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();
    private final Counter rows;

    UnknownJobs(MeterRegistry meters) {
        rows = Counter.builder("catalog.warming.jobs.unknown")
                .description("Rows of cache_warming_jobs that are left out as their type or status is unknown")
                .register(meters);
    }

    void tell(WarmingJobRow row) {
        if (told.asMap().putIfAbsent(row.id(), row) == null) {
            rows.increment();
            log.warn(
                    "Row {} of cache_warming_jobs is left out: its type is {}, its status {}",
                    row.id(),
                    row.jobType(),
                    row.status());
        }
    }
}
