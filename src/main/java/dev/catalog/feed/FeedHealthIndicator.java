package dev.catalog.feed;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/** Health of the change feed. Without it answers are right for as long as their time to live allows: degraded, not down. */
final class FeedHealthIndicator implements HealthIndicator {

    private static final Status DEGRADED = new Status("DEGRADED", "Changes of the catalog are not followed");

    private final LogFollower follower;
    private final FeedMetrics metrics;

    FeedHealthIndicator(LogFollower follower, FeedMetrics metrics) {
        this.follower = follower;
        this.metrics = metrics;
    }

    @Override
    public Health health() {
        boolean live = follower.isLive();
        FeedStatus status = follower.status();
        Health.Builder health = live ? Health.up() : Health.status(DEGRADED);
        health.withDetail("live", live);
        follower.position().ifPresent(position -> health.withDetail("position", position.toString()));
        metrics.lag().ifPresent(lag -> health.withDetail("lagSeconds", lag));
        if (!live) {
            health.withDetail("why", status.obstacle() == null ? "The log is read too slowly" : status.obstacle());
        }
        return health.build();
    }
}
