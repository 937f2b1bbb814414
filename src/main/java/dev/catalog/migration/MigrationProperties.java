package dev.catalog.migration;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of building and adopting the database; those of Flyway itself are Spring's, {@code spring.flyway}.
 *
 * @param indexWait Longest time a start waits for indexes to be built. Past it they are built while the gateway serves.
 * @param embeddedIn Folder that holds the database with all its server; set by the gateway itself where that is embedded,
 *     and named where a start fails for what is in it.
 */
@ConfigurationProperties("catalog.migration")
record MigrationProperties(
        @DefaultValue("5s") Duration indexWait, @Nullable Path embeddedIn) {}
