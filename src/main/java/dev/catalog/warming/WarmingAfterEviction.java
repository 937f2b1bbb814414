package dev.catalog.warming;

import dev.catalog.cache.Outage;
import java.util.Collection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Triggers the jobs that fill what an eviction has removed, where that is wanted. */
@Component
class WarmingAfterEviction {

    private static final Logger log = LoggerFactory.getLogger(WarmingAfterEviction.class);

    private final WarmingJobs jobs;
    private final WarmingSources sources;
    private final WarmingProperties properties;

    WarmingAfterEviction(WarmingJobs jobs, WarmingSources sources, WarmingProperties properties) {
        this.jobs = jobs;
        this.sources = sources;
        this.properties = properties;
    }

    /** The regions have been evicted, which stands whatever becomes of the jobs. */
    void evicted(Collection<String> regions) {
        if (properties.afterEviction()) {
            sources.typesFilling(regions).forEach(this::warm);
        }
    }

    private void warm(CacheWarmingJobType type) {
        try {
            jobs.warm(type);
        } catch (RuntimeException e) {
            if (!Outage.isCauseOf(e)) {
                throw e;
            }
            log.warn("No {} job could be triggered after an eviction: {}", type, e.toString());
        }
    }
}
