package dev.catalog.transfer;

import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

/** The importer of this application. */
@Configuration(proxyBeanMethods = false)
class TransferConfiguration {

    // Building the indexes of fewer products anew gains no more than seconds, for which no reader should wait.
    private static final DataSize SMALL = DataSize.ofMegabytes(10);

    @Bean
    @DependsOnDatabaseInitialization
    CatalogImporter catalogImporter(DataSource database, ApplicationEventPublisher events, Clock clock) {
        return new CatalogImporter(database, events, clock, SMALL);
    }
}
