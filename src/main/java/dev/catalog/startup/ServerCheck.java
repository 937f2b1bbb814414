package dev.catalog.startup;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/**
 * Connects to PostgreSQL and Redis once before any bean is made, so that a server that cannot be used ends the start
 * with a {@link StartupException} in place of the failures of everything that needs it.
 */
public final class ServerCheck implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        Environment environment = context.getEnvironment();
        requireAddresses(environment);
        PostgresCheck.of(environment).run();
        RedisCheck.of(environment).run();
    }

    private static void requireAddresses(Environment environment) {
        String missing = Stream.of(PostgresCheck.URL, RedisCheck.URL)
                .filter(setting -> !setting.isSetIn(environment))
                .map(Setting::toString)
                .collect(Collectors.joining(" and "));
        if (!missing.isEmpty()) {
            throw new StartupException("The gateway needs the address of its servers: set " + missing + ".");
        }
    }
}
