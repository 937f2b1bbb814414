package dev.catalog.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.catalog.support.TestServers;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.health.actuate.endpoint.HttpCodeStatusMapper;
import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The feed as the gateway starts it: over the pool's address, on a database that it migrates. */
class FeedStartTests {

    private static final String OFF = "catalog.feed.enabled=false";

    private final Logger logger = (Logger) LoggerFactory.getLogger("dev.catalog");
    private final ListAppender<ILoggingEvent> events = new ListAppender<>();

    @BeforeEach
    void listen() {
        events.start();
        logger.addAppender(events);
    }

    @AfterEach
    void unlisten() {
        logger.detachAppender(events);
    }

    @Test
    void emptyDatabaseIsFollowedAtOnce() {
        run(TestServers.newDatabase(), gateway -> {
            ChangeFeed feed = gateway.getBean(ChangeFeed.class);
            await().atMost(Follower.BOUND).until(feed::isLive);

            Health health = health(gateway);
            assertThat(health.getStatus()).isEqualTo(Status.UP);
            assertThat(health.getDetails())
                    .containsEntry("live", true)
                    .containsEntry("position", feed.position().orElseThrow().toString());
            assertThat(messages(Level.WARN)).isEmpty();
        });
    }

    @Test
    void feedThatIsOffSaysSoInOneLine() {
        run(
                TestServers.newDatabase(),
                gateway -> {
                    ChangeFeed feed = gateway.getBean(ChangeFeed.class);
                    assertThat(feed.isLive()).isFalse();
                    assertThat(feed.position()).isEmpty();
                    assertThat(gateway).doesNotHaveBean(HealthIndicator.class);
                    assertThat(messages(Level.INFO))
                            .containsOnlyOnce(
                                    "Changes of the catalog are not followed (catalog.feed.enabled), so cached"
                                            + " answers live for their time to live")
                            .noneMatch(message -> message.contains("GRANT"));
                },
                OFF);
    }

    @Test
    void roleThatMayNotCreateTriggersIsToldOnceAndTheHealthDegraded() {
        String url = TestServers.newDatabase();
        run(url, gateway -> assertThat(gateway).hasNotFailed(), OFF, "catalog.migration.index-wait=1m");
        JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource(url));
        jdbc.sql("DROP ROLE IF EXISTS feed_reader").update();
        jdbc.sql("CREATE ROLE feed_reader LOGIN").update();
        jdbc.sql("GRANT SELECT ON ALL TABLES IN SCHEMA public TO feed_reader").update();
        jdbc.sql("GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO feed_reader")
                .update();
        events.list.clear();

        run(url.replaceAll("user=\\w+", "user=feed_reader"), gateway -> {
            assertThat(gateway.getBean(ChangeFeed.class).isLive()).isFalse();
            assertThat(messages(Level.WARN).stream().filter(message -> message.contains("changes are not followed")))
                    .singleElement()
                    .asString()
                    .endsWith("GRANT TRIGGER ON categories, products TO feed_reader;");
            Health health = health(gateway);
            assertThat(health.getStatus()).isEqualTo(new Status("DEGRADED"));
            assertThat(health.getDetails()).containsEntry("why", "Triggers of the change feed are missing or disabled");
        });
    }

    @Test
    void degradedIsNotDown() {
        run(TestServers.newDatabase(), gateway -> {
            Status degraded = new Status("DEGRADED");
            StatusAggregator aggregator = gateway.getBean(StatusAggregator.class);
            assertThat(aggregator.getAggregateStatus(Status.UP, degraded)).isEqualTo(degraded);
            assertThat(aggregator.getAggregateStatus(Status.DOWN, degraded)).isEqualTo(Status.DOWN);
            HttpCodeStatusMapper mapper = gateway.getBean(HttpCodeStatusMapper.class);
            assertThat(mapper.getStatusCode(degraded)).isEqualTo(200);
            assertThat(mapper.getStatusCode(Status.DOWN)).isEqualTo(503);
            assertThat(mapper.getStatusCode(Status.OUT_OF_SERVICE)).isEqualTo(503);
        });
    }

    @Test
    void connectionsBearANameAndTheDriversSettings() {
        String url = TestServers.newDatabase();

        run(
                url,
                gateway -> {
                    await().atMost(Follower.BOUND).until(gateway.getBean(ChangeFeed.class)::isLive);
                    assertThat(JdbcClient.create(gateway.getBean(DataSource.class))
                                    .sql("SELECT DISTINCT application_name FROM pg_stat_activity"
                                            + " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                                            + " AND query ~ 'catalog_change|pg_listening'")
                                    .query(String.class)
                                    .list())
                            .containsExactly("of a test");
                },
                "spring.datasource.hikari.data-source-properties.ApplicationName=of a test");
    }

    @ParameterizedTest
    @ValueSource(strings = {"poll-interval=50ms", "poll-interval=2m", "retention=59s"})
    void settingsAreBounded(String setting) {
        run(
                TestServers.newDatabase(),
                gateway -> assertThat(gateway)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining(setting.startsWith("poll") ? "pollInterval" : "retention"),
                "catalog.feed." + setting);
    }

    private static void run(String url, Consumer<AssertableApplicationContext> whileRunning, String... settings) {
        new ApplicationContextRunner()
                .withInitializer(new ConfigDataApplicationContextInitializer())
                .withConfiguration(AutoConfigurations.of(
                        DataSourceAutoConfiguration.class,
                        FlywayAutoConfiguration.class,
                        HealthContributorRegistryAutoConfiguration.class,
                        HealthEndpointAutoConfiguration.class))
                .withUserConfiguration(Application.class)
                .withPropertyValues("spring.datasource.url=" + url)
                .withPropertyValues(settings)
                .run(whileRunning::accept);
    }

    private static Health health(AssertableApplicationContext gateway) {
        return Objects.requireNonNull(
                gateway.getBean("feedHealthIndicator", HealthIndicator.class).health());
    }

    private List<String> messages(Level level) {
        return events.list.stream()
                .filter(event -> event.getLevel().equals(level))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    @Configuration(proxyBeanMethods = false)
    @ComponentScan("dev.catalog.migration")
    @ConfigurationPropertiesScan({"dev.catalog.migration", "dev.catalog.feed"})
    @Import(FeedConfiguration.class)
    static class Application {

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }
    }
}
