package dev.catalog.migration;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of building and adopting the database; those of Flyway itself are Spring's, {@code spring.flyway}.
 *
 * @param indexWait Longest time a start waits for indexes to be built. Past it they are built while the gateway serves.
 */
@ConfigurationProperties("catalog.migration")
record MigrationProperties(@DefaultValue("5s") Duration indexWait) {}
