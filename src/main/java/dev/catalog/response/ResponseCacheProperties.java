package dev.catalog.response;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the response cache.
 *
 * @param enabled Whether whole answers of anonymous callers are cached.
 * @param size Most memory that this node's answers may take. Redis keeps them too, without this bound.
 */
@ConfigurationProperties("catalog.response-cache")
record ResponseCacheProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("64MB") DataSize size) {}
