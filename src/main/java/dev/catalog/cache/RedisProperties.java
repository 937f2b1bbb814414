package dev.catalog.cache;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Where Redis is.
 *
 * @param url Address, as {@code redis://[user:password@]host[:port][/database]}, or {@code rediss://} for TLS; the
 *     port is 6379 where none is named.
 */
@Validated
@ConfigurationProperties("spring.data.redis")
record RedisProperties(
        @NotNull @Pattern(regexp = "rediss?://.+", message = "must begin with redis:// or rediss://")
        String url) {

    private static final int DEFAULT_PORT = 6379;

    /** The address with its port, and without the database. */
    String address() {
        URI address = URI.create(url);
        String port = address.getPort() < 0 ? ":" + DEFAULT_PORT : "";
        return address.getScheme() + "://" + address.getRawAuthority() + port;
    }

    /** The number of the database that the address names, 0 where it names none. */
    int database() {
        String path = URI.create(url).getPath();
        return path == null || path.length() < 2 ? 0 : Integer.parseInt(path.substring(1));
    }

    @Override
    public String toString() {
        return "RedisProperties[url=(hidden)]";
    }
}
