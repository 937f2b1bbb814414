package dev.catalog.migration;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** The part of a gateway that starts on a database, under the gateway's own settings. */
final class Gateway {

    private Gateway() {}

    /** Starts on a database, shows the context while it runs, and stops. */
    static void run(String url, Consumer<AssertableApplicationContext> whileRunning, String... settings) {
        new ApplicationContextRunner()
                .withInitializer(new ConfigDataApplicationContextInitializer())
                .withConfiguration(
                        AutoConfigurations.of(DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class))
                .withUserConfiguration(Application.class)
                .withPropertyValues("spring.datasource.url=" + url, "catalog.migration.index-wait=1m")
                .withPropertyValues(settings)
                .run(whileRunning::accept);
    }

    /** Starts on a database and stops. */
    static void run(String url) {
        run(url, context -> {
            if (context.getStartupFailure() != null) {
                throw new IllegalStateException(context.getStartupFailure());
            }
        });
    }

    /** The warnings that a start logs. */
    static List<String> warnings(String url) {
        Logger logger = (Logger) LoggerFactory.getLogger(Gateway.class.getPackageName());
        ListAppender<ILoggingEvent> events = new ListAppender<>();
        events.start();
        logger.addAppender(events);
        try {
            run(url);
        } finally {
            logger.detachAppender(events);
        }
        return events.list.stream()
                .filter(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    @Configuration(proxyBeanMethods = false)
    @ComponentScan
    @EnableConfigurationProperties(MigrationProperties.class)
    static class Application {}
}
