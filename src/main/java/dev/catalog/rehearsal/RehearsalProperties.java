package dev.catalog.rehearsal;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the rehearsal that follows a start.
 *
 * @param operations How many operations the node asks itself at most, from 0 to 100,000. With 0 there is no rehearsal.
 * @param longest How long that takes at most, up to 10 min.
 * @param readyWithin How long a start waits for the end of it before the node counts as ready; at least 0.
 */
@Validated
@ConfigurationProperties("catalog.rehearsal")
record RehearsalProperties(
        @DefaultValue("60000") @Min(0) @Max(100_000) int operations,

        @DefaultValue("90s") @DurationMin(millis = 0) @DurationMax(minutes = 10)
        Duration longest,

        @DefaultValue("0s") @DurationMin(millis = 0) Duration readyWithin) {}
