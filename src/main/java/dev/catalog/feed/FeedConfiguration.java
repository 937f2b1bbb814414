package dev.catalog.feed;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Map;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The change feed of this node. */
@Configuration(proxyBeanMethods = false)
class FeedConfiguration {

    private static final String DRIVER_PROPERTIES = "spring.datasource.hikari.data-source-properties";

    @Bean
    ChangeStream changeStream(DataSource pool) {
        return new ChangeStream(new LogPages(pool::getConnection));
    }

    /** Follows the log of changes. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "catalog.feed.enabled", matchIfMissing = true)
    static class Followed {

        @Bean
        FeedMetrics feedMetrics(MeterRegistry meters) {
            return new FeedMetrics(meters);
        }

        @Bean
        LogFollower changeFeed(
                JdbcConnectionDetails details,
                Environment environment,
                FeedProperties properties,
                ObjectProvider<ChangeListener> listeners,
                ObjectProvider<ChannelListener> channelListeners,
                ChangeStream stream,
                Clock clock,
                FeedMetrics metrics) {
            Map<String, String> driverProperties = Binder.get(environment)
                    .bind(DRIVER_PROPERTIES, Bindable.mapOf(String.class, String.class))
                    .orElse(Map.of());
            return new LogFollower(
                    new DriverConnections(details, driverProperties),
                    properties,
                    () -> listeners.orderedStream().toList(),
                    () -> channelListeners.orderedStream().toList(),
                    stream,
                    clock,
                    metrics);
        }

        @Bean
        @ConditionalOnEnabledHealthIndicator("feed")
        FeedHealthIndicator feedHealthIndicator(LogFollower follower, FeedMetrics metrics) {
            return new FeedHealthIndicator(follower, metrics);
        }
    }

    /** Follows nothing. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "catalog.feed.enabled", havingValue = "false")
    static class NotFollowed {

        private static final Logger log = LoggerFactory.getLogger(NotFollowed.class);

        @Bean
        ChangeFeed changeFeed() {
            log.info("Changes of the catalog are not followed (catalog.feed.enabled), so cached answers live for their"
                    + " time to live");
            return new NoFeed();
        }
    }
}
