package dev.catalog.cache;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/** Health of Redis. Without it answers are right and cost more of the database: degraded, not down. */
@Component
final class RedisHealthIndicator implements HealthIndicator {

    private static final Status DEGRADED =
            new Status("DEGRADED", "Redis does not answer, caches are kept by each node alone");

    private final CacheBackends backends;

    RedisHealthIndicator(CacheBackends backends) {
        this.backends = backends;
    }

    @Override
    public Health health() {
        boolean answers = backends.redis().answers();
        return (answers ? Health.up() : Health.status(DEGRADED))
                .withDetail("answers", answers)
                .build();
    }
}
