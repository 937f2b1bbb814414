package dev.catalog.local;

import dev.catalog.startup.Setting;
import java.nio.file.Path;
import java.util.LinkedHashMap;
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
 * Over an embedded PostgreSQL, and over no other, the sample catalog and an administrator's token are at hand.
 */
final class LocalServersInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final Path FOLDER = Path.of(".catalog");
    private static final String DATABASE = "catalog";

    private static final Setting DATASOURCE_URL = new Setting("spring.datasource.url");
    private static final Setting REDIS_URL = new Setting("spring.data.redis.url");
    private static final Setting EMBEDDED_IN = new Setting("catalog.migration.embedded-in");
    private static final Setting SAMPLE = new Setting("catalog.sample");

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        boolean needsPostgres = !DATASOURCE_URL.isSetIn(environment);
        boolean needsRedis = !REDIS_URL.isSetIn(environment);
        if (needsPostgres || needsRedis) {
            LoggingSystem.get(getClass().getClassLoader()).setLogLevel("io.zonky", LogLevel.WARN);
            LocalServers servers = LocalServers.in(FOLDER);
            stopWith(context, servers);
            Map<String, Object> settings = new LinkedHashMap<>();
            if (needsPostgres) {
                settings.putAll(postgres(servers.startPostgres(), environment));
            }
            if (needsRedis) {
                settings.put(REDIS_URL.name(), servers.startRedis().url());
            }
            environment.getPropertySources().addFirst(new MapPropertySource("local servers", settings));
            context.addApplicationListener(new ReadyMessage(Map.copyOf(settings)));
        }
    }

    private static Map<String, Object> postgres(LocalPostgres server, ConfigurableEnvironment environment) {
        server.ensureDatabase(DATABASE);
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put(DATASOURCE_URL.name(), server.url(DATABASE));
        settings.put("spring.datasource.username", LocalPostgres.USER);
        settings.put("spring.datasource.password", "");
        settings.put(EMBEDDED_IN.name(), FOLDER.toAbsolutePath().toString());
        if (!SAMPLE.isSetIn(environment)) {
            settings.put(SAMPLE.name(), "classpath:sample/");
        }
        if (!AdminToken.isChosenIn(environment)) {
            settings.put(AdminToken.SETTING.name(), AdminToken.random());
        }
        return settings;
    }

    /** Beans are destroyed last created first, so this one goes last; the handler serves a start that ends early. */
    private static void stopWith(ConfigurableApplicationContext context, LocalServers servers) {
        ConfigurableListableBeanFactory beans = context.getBeanFactory();
        ((DefaultSingletonBeanRegistry) beans).registerDisposableBean("localServers", servers::close);
        SpringApplication.getShutdownHandlers().add(servers::close);
    }
}
