package dev.catalog.support;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;

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
        MutablePropertySources sources = context.getEnvironment().getPropertySources();
        sources.addLast(new MapPropertySource("test servers", settings));
        sources.addLast(new IdentityProviderAddress());
    }

    /** The address of the shared identity provider, which starts when a context asks for it. */
    private static final class IdentityProviderAddress extends PropertySource<Object> {

        IdentityProviderAddress() {
            super("test identity provider");
        }

        @Override
        public @Nullable Object getProperty(String name) {
            return name.equals("test.identity-provider")
                    ? TestIdentityProvider.shared().issuer()
                    : null;
        }
    }
}
