package dev.catalog;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The application: a GraphQL gateway in front of a product catalog. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class CatalogGateway {

    public static void main(String[] args) {
        SpringApplication.run(CatalogGateway.class, args);
    }
}
