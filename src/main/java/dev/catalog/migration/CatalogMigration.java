package dev.catalog.migration;

import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Brings the database to where the gateway wants it, as far as the role's rights go: the tables by Flyway, which the
 * gateway can't do without, then an extension and indexes, which only make it better.
 * <p>Each thing that is missing is told in one warning, with the SQL that mends it. All is done over Flyway's connection,
 * so a role of its own can be set for it ({@code spring.flyway.user}), and nothing with {@code spring.flyway.enabled=false}.
 */
@Component
class CatalogMigration implements FlywayMigrationStrategy {

    private final IndexBuild indexBuild;
    private final MigrationProperties properties;

    CatalogMigration(IndexBuild indexBuild, MigrationProperties properties) {
        this.indexBuild = indexBuild;
        this.properties = properties;
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
        IndexPlan indexes = IndexPlan.of(jdbc, rights);
        lacks.addAll(indexes.lacks());
        Lack.warn(lacks);
        if (!indexes.buildable().isEmpty()) {
            indexBuild.start(new IndexBuilder(dataSource, indexes.buildable()));
        }
    }
}
