package dev.catalog.feed;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the change feed.
 *
 * @param enabled Whether changes are recorded and followed in the database. Without it cached answers live for their time to
 *     live, and no trigger is created; those that are there stay.
 * @param pollInterval Time between two reads of the log when nothing is announced, from 100 ms to 1 minute. The feed counts
 *     as live until a read is overdue by one second.
 * @param retention How long changes are kept at least, from 1 minute on: longer than any cached entry lives, its grace
 *     window included, or a node that starts finds entries too old to be trusted.
 */
@Validated
@ConfigurationProperties("catalog.feed")
record FeedProperties(
        @DefaultValue("true") boolean enabled,

        @DefaultValue("5s") @DurationMin(millis = 100) @DurationMax(minutes = 1)
        Duration pollInterval,

        @DefaultValue("3h") @DurationMin(minutes = 1) Duration retention) {}
