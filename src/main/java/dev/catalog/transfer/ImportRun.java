package dev.catalog.transfer;

import java.util.Map;
import java.util.UUID;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.StringUtils;

/**
 * Makes the run of an import a small one: no HTTP server, and no bean but those the import needs. Its sessions bear a
 * name of their own, by which it tells whether it is alone in the database.
 */
final class ImportRun implements EnvironmentPostProcessor, Ordered {

    /** Begins the name of the sessions. */
    static final String SESSION_NAME = "catalog-import-";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (StringUtils.hasText(environment.getProperty("catalog.import"))) {
            Map<String, Object> settings = Map.of(
                    "spring.main.web-application-type",
                    "none",
                    "spring.main.lazy-initialization",
                    "true",
                    "catalog.warming.concurrency",
                    "0",
                    "catalog.warming.after-start",
                    "",
                    "spring.datasource.hikari.data-source-properties.ApplicationName",
                    SESSION_NAME + UUID.randomUUID());
            environment.getPropertySources().addFirst(new MapPropertySource("import run", settings));
        }
    }

    @Override
    public int getOrder() {
        return ConfigDataEnvironmentPostProcessor.ORDER + 1;
    }
}
