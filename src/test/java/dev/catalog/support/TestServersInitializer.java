package dev.catalog.support;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Gives each application context an empty database and keys of its own, unless the test sets the addresses. */
final class TestServersInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final AtomicInteger CONTEXTS = new AtomicInteger();

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        Map<String, Object> settings = Map.of(
                "spring.datasource.url",
                TestServers.newDatabase(),
                "spring.data.redis.url",
                TestServers.redisUrl(),
                "catalog.cache.prefix",
                "test-" + CONTEXTS.incrementAndGet(),
                // A busy machine that builds is no failing Redis.
                "catalog.cache.timeout",
                "10s",
                // What looks for jobs would be counted among a test's statements.
                "catalog.warming.concurrency",
                "0");
        context.getEnvironment().getPropertySources().addLast(new MapPropertySource("test servers", settings));
    }
}
