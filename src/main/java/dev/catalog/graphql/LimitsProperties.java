package dev.catalog.graphql;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds that an operation must keep.
 *
 * @param timeout Longest time of one operation. What is not read by then fails as unavailable, and its statements are
 *     cancelled.
 */
@Validated
@ConfigurationProperties("catalog.limits")
record LimitsProperties(
        @DefaultValue("10s") @DurationMin(millis = 1) Duration timeout) {}
