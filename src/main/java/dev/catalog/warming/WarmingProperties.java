package dev.catalog.warming;

import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of warming jobs.
 *
 * @param concurrency How many parts this node works on at once, from 0 to 64. With 0 it works on none and leaves jobs to
 *     other nodes.
 * @param batchSize How many keys are loaded and stored at once, from 1 to 1,000.
 * @param rate How many keys this node fills in a second at most, from 1 to 1,000,000.
 * @param retries How many times a part that fails is tried again before its job fails, from 0 to 20.
 * @param retryPause Pause before the first new try, at least 10 ms; each further one is three times as long.
 * @param takeover How long a node that works on a part may be silent before others take the part over, from 1 s to 10 min.
 * @param retention How long finished jobs that the gateway ran are kept, at least a minute.
 * @param schedule A cron expression with seconds, in UTC, a job type; none where absent.
 * @param afterStart Types of the jobs that a start triggers.
 * @param readyWithin How long a start that triggers jobs waits for their end before the node counts as ready; at least 0.
 * @param afterEviction Whether an eviction triggers the jobs that fill what it removed.
 */
@Validated
@ConfigurationProperties("catalog.warming")
record WarmingProperties(
        @DefaultValue("2") @Min(0) @Max(64) int concurrency,
        @DefaultValue("100") @Min(1) @Max(1000) int batchSize,
        @DefaultValue("1000") @Min(1) @Max(1_000_000) int rate,
        @DefaultValue("4") @Min(0) @Max(20) int retries,

        @DefaultValue("1s") @DurationMin(millis = 10) Duration retryPause,

        @DefaultValue("12s") @DurationMin(seconds = 1) @DurationMax(minutes = 10)
        Duration takeover,

        @DefaultValue("30d") @DurationMin(minutes = 1) Duration retention,

        @DefaultValue Map<CacheWarmingJobType, String> schedule,

        @DefaultValue List<CacheWarmingJobType> afterStart,

        @DefaultValue("30s") @DurationMin(millis = 0) Duration readyWithin,

        @DefaultValue("false") boolean afterEviction) {

    WarmingProperties {
        schedule = schedule.isEmpty() ? Map.of() : Map.copyOf(new EnumMap<>(schedule));
        schedule.forEach(WarmingProperties::requireCron);
        afterStart = List.copyOf(afterStart);
    }

    private static void requireCron(CacheWarmingJobType type, String cron) {
        try {
            Schedules.cron(cron, ZoneOffset.UTC);
        } catch (RuntimeException e) {
            throw new InvalidConfigurationPropertyValueException(
                    "catalog.warming.schedule." + type.column(),
                    cron,
                    "must be a cron expression of six fields, seconds first, such as 0 0 4 * * *.");
        }
    }
}
