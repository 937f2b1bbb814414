package dev.catalog;

import dev.catalog.startup.HeapRoom;
import dev.catalog.startup.NativeHeap;
import dev.catalog.startup.ServerCheck;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.graphql.autoconfigure.observation.GraphQlObservationAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.metrics.TomcatMetricsAutoConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.core.io.support.SpringFactoriesLoader;

/** The application: a GraphQL gateway in front of a product catalog. */
// Operations are timed by OperationMetrics: to observe each field costs more than to fetch it.
// Tomcat's figures tell of its sessions, of which there are none.
@SpringBootApplication(exclude = {GraphQlObservationAutoConfiguration.class, TomcatMetricsAutoConfiguration.class})
@ConfigurationPropertiesScan
public class CatalogGateway {

    // Names the embedded servers of a developer's machine; the packaged jar has no such file.
    private static final String LOCAL = "META-INF/local.factories";

    public static void main(String[] args) {
        HeapRoom.leave();
        NativeHeap.keepTrimmed();
        SpringApplication application = new SpringApplication(CatalogGateway.class);
        application.addInitializers(SpringFactoriesLoader.forResourceLocation(LOCAL)
                .load(ApplicationContextInitializer.class)
                .toArray(ApplicationContextInitializer<?>[]::new));
        application.addInitializers(new ServerCheck());
        application.run(args);
    }
}
