package dev.catalog.warming;

import dev.catalog.cache.RegionCaches;
import dev.catalog.support.CatalogGatewayTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * A test of a gateway that works on jobs, two parts at once, in batches of 10 and parts of 50 keys; the only ones it can do
 * something for are those of the {@link PlantedSource}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@CatalogGatewayTest(
        properties = {
            "catalog.warming.concurrency=2",
            "catalog.warming.batch-size=10",
            "catalog.warming.rate=1000000",
            "catalog.warming.retries=2",
            "catalog.warming.retry-pause=10ms",
            "catalog.warming.takeover=1s",
            "catalog.warming.after-eviction=true"
        })
@Import({PlantedWarming.Beans.class, WarmingRows.class})
@interface PlantedWarming {

    /** What is planted. */
    @TestConfiguration(proxyBeanMethods = false)
    class Beans {

        @Bean
        PlantedLoader plantedLoader() {
            return new PlantedLoader();
        }

        @Bean
        PlantedSource plantedSource(PlantedLoader loader) {
            return new PlantedSource(loader);
        }

        @Bean
        @Primary
        WarmingSources plantedSources(
                PlantedSource source, RegionCaches caches, PlatformTransactionManager transactions) {
            return new WarmingSources(List.of(source), caches, transactions);
        }
    }
}
