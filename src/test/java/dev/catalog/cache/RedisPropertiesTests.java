package dev.catalog.cache;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedisPropertiesTests {

    @ParameterizedTest
    @CsvSource({
        "redis://cache, redis://cache:6379, 0",
        "redis://cache:6380/, redis://cache:6380, 0",
        "rediss://cache/3, rediss://cache:6379, 3",
        "redis://:pass%20word@cache:6380/15, redis://:pass%20word@cache:6380, 15",
        "redis://user:word@[::1], redis://user:word@[::1]:6379, 0"
    })
    void addressHasAPortAndTheDatabaseIsApart(String url, String address, int database) {
        RedisProperties redis = new RedisProperties(url);

        assertThat(redis.address()).isEqualTo(address);
        assertThat(redis.database()).isEqualTo(database);
    }
}
