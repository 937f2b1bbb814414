package dev.catalog.local;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Starts an embedded server in place of each address that is not set, and sets it.
 * <p>The servers are in the folder {@code .catalog} of the working directory and stop after the last bean is destroyed.
 */
final class LocalServersInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final String DATASOURCE_URL = "spring.datasource.url";
    private static final String REDIS_URL = "spring.data.redis.url";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        boolean postgres = !environment.containsProperty(DATASOURCE_URL);
        boolean redis = !environment.containsProperty(REDIS_URL);
        if (postgres || redis) {
            LoggingSystem.get(getClass().getClassLoader()).setLogLevel("io.zonky", LogLevel.WARN);
            LocalServers servers = LocalServers.in(Path.of(".catalog"));
            stopWith(context, servers);
            Map<String, Object> settings = new HashMap<>();
            if (postgres) {
                LocalPostgres server = servers.startPostgres();
                server.ensureDatabase("catalog");
                settings.put(DATASOURCE_URL, server.url("catalog"));
                settings.put("spring.datasource.username", LocalPostgres.USER);
            }
            if (redis) {
                settings.put(REDIS_URL, servers.startRedis().url());
            }
            environment.getPropertySources().addFirst(new MapPropertySource("local servers", settings));
        }
    }

    /** Beans are destroyed last created first, so that this one goes last; the handler serves a start that ends early. */
    private static void stopWith(ConfigurableApplicationContext context, LocalServers servers) {
        ConfigurableListableBeanFactory beans = context.getBeanFactory();
        ((DefaultSingletonBeanRegistry) beans).registerDisposableBean("localServers", servers::close);
        SpringApplication.getShutdownHandlers().add(servers::close);
    }
}
