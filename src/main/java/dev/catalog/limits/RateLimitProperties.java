package dev.catalog.limits;

import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * What a caller may ask for over time: whoever sends the same token, or without one whoever has the same address.
 *
 * @param costPerMinute What the operations of one caller may cost in a minute, on all nodes together. Not bounded where absent.
 */
@Validated
@ConfigurationProperties(RateLimitProperties.PREFIX)
public record RateLimitProperties(@Nullable @Min(1) Integer costPerMinute) {

    static final String PREFIX = "catalog.rate-limit";

    /** Whether the environment with this setting has such a limit. */
    public static final String SETTING = PREFIX + ".cost-per-minute";
}
