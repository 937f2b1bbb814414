package dev.catalog.cache;

import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the caches, all regions together; those of one region are {@link RegionProperties}.
 *
 * @param enabled Whether regions are cached. Without caches every read goes to the database.
 * @param prefix First part of every key in Redis, so that several applications can share one.
 * @param timeout Longest wait for one answer of Redis; past it the keys asked for are misses.
 * @param pause How long Redis is left alone after it failed a few times, before it is tried again.
 * @param lease How long a node that fills an entry keeps others from filling it too; a node that dies frees it by this.
 * @param patience Longest wait for an entry that another reader fills; past it a reader loads for itself.
 * @param near Settings of the near cache, this node's own memory in front of Redis.
 */
@Validated
@ConfigurationProperties("catalog.cache")
public record CacheProperties(
        @DefaultValue("true") boolean enabled,

        @DefaultValue("catalog") @Pattern(regexp = "[A-Za-z0-9._-]{1,64}")
        String prefix,

        @DefaultValue("250ms") @DurationMin(millis = 1) Duration timeout,

        @DefaultValue("1s") @DurationMin(millis = 1) Duration pause,

        @DefaultValue("5s") @DurationMin(millis = 1) Duration lease,

        @DefaultValue("2s") @DurationMin(millis = 1) Duration patience,

        @DefaultValue Near near) {

    /**
     * Settings of the near cache.
     *
     * @param size Most memory its values may take, measured by their stored form. 0 switches it off.
     * @param ttl Longest time a value is used while the feed or Redis is away, so that a change or an eviction may be missed.
     */
    public record Near(
            @DefaultValue("40MB") DataSize size,
            @DefaultValue("10s") Duration ttl) {}
}
