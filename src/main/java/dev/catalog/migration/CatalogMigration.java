package dev.catalog.migration;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Brings the database to where the gateway wants it, as far as the role's rights go: the tables by Flyway, which the
 * gateway can't do without, then an extension, the triggers of the change feed and indexes, which only make it better.
 * <p>Each thing that is missing is told in one warning, with the SQL that mends it. All is done over Flyway's connection,
 * so a role of its own can be set for it ({@code spring.flyway.user}), and nothing with {@code spring.flyway.enabled=false}.
 */
@Component
class CatalogMigration implements FlywayMigrationStrategy {

    /** How long a start waits for triggers. Who writes meanwhile may keep their table's lock for longer. */
    private static final Duration TRIGGER_WAIT = Duration.ofSeconds(2);

    private final Builds builds;
    private final MigrationProperties properties;
    private final boolean followed;

    CatalogMigration(Builds builds, MigrationProperties properties, Environment environment) {
        this.builds = builds;
        this.properties = properties;
        this.followed = environment.getProperty("catalog.feed.enabled", Boolean.class, true);
    }

    @Override
    public void migrate(Flyway flyway) {
        DataSource dataSource = flyway.getConfiguration().getDataSource();
        JdbcClient jdbc = JdbcClient.create(dataSource);
        Rights rights = Rights.of(jdbc);
        List<Lack> lacks = new ArrayList<>();
        try {
            new TableMigration(flyway, jdbc, rights).run().ifPresent(lacks::add);
        } catch (FlywayValidateException e) {
            throw ForeignHistory.of(flyway).refusal(properties.embeddedIn(), e);
        }
        TrigramExtension.create(jdbc, rights).ifPresent(lacks::add);
        TriggerPlan triggers = followed ? TriggerPlan.of(jdbc, rights) : TriggerPlan.NONE;
        lacks.addAll(triggers.lacks());
        IndexPlan indexes = IndexPlan.of(jdbc, rights);
        lacks.addAll(indexes.lacks());
        Lack.warn(lacks);
        if (!triggers.creatable().isEmpty()) {
            builds.start(new TriggerBuilder(dataSource, triggers.creatable()), TRIGGER_WAIT);
        }
        if (!indexes.buildable().isEmpty()) {
            builds.start(new IndexBuilder(dataSource, indexes.buildable()), properties.indexWait());
        }
    }
}
