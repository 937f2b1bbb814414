package dev.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.support.GatewayProcess;
import dev.catalog.support.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;

@Timeout(300)
class ImportRunIT {

    private static final String CATEGORY = """
            {"slug":"lamps","name":"Lamps","parent_slug":null,"position":0,"active":true}
            """;
    private static final String PRODUCT = """
            {"name":"Brass lamp","description":null,"price":"10.50","category_slug":"lamps","featured":false,\
            "active":true,"created_at":"2026-01-31T09:30:00Z"}
            """;

    @TempDir
    Path directory;

    private Path folder = Path.of("");

    @BeforeEach
    void writeCatalog() throws IOException {
        folder = Files.createDirectory(directory.resolve("a catalog"));
        Files.writeString(folder.resolve("categories.ndjson"), CATEGORY);
        Files.writeString(folder.resolve("products.ndjson"), PRODUCT);
    }

    @Test
    void packagedJarImportsAndEndsWithoutServing() throws Exception {
        String database = TestServers.newDatabase();

        try (GatewayProcess first = importing(database)) {
            assertThat(first.awaitExit()).isZero();
            assertThat(first.output())
                    .contains("Imported 1 categories and 1 products from " + folder)
                    .doesNotContain("Tomcat", "ERROR", "WARN");
        }
        try (GatewayProcess second = importing(database)) {
            assertFailsWith(
                    second,
                    "The catalog is not empty: only catalog.import-mode=replace deletes what is there and imports");
        }
        Files.writeString(folder.resolve("products.ndjson"), PRODUCT + PRODUCT.replace("10.50", "0.00"));
        try (GatewayProcess bad = importing(database, "--catalog.import-mode=replace")) {
            assertFailsWith(bad, folder.resolve("products.ndjson") + ":2: price: must be greater than 0: 0.00");
        }
    }

    @Test
    void embeddedServersKeepWhatWasImported() throws Exception {
        try (GatewayProcess run = GatewayProcess.ofClasses(directory, "--catalog.import=" + folder)) {
            assertThat(run.awaitExit()).isZero();
            assertThat(run.output()).contains("Imported 1 categories and 1 products");
        }
        try (GatewayProcess gateway = GatewayProcess.ofClasses(directory)) {
            assertThat(products(gateway.awaitAddress())).contains("\"nodes\":[{\"name\":\"Brass lamp\"}]");
            gateway.stop();
        }
    }

    private GatewayProcess importing(String database, String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "--spring.datasource.url=" + database;
        all[1] = "--spring.data.redis.url=" + TestServers.redisUrl();
        all[2] = "--catalog.import=" + folder;
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return GatewayProcess.ofJar(directory, all);
    }

    private static void assertFailsWith(GatewayProcess run, String line) throws InterruptedException {
        assertThat(run.awaitExit()).isEqualTo(1);
        assertThat(run.output().lines().filter(logged -> logged.contains("ERROR")))
                .singleElement()
                .asString()
                .endsWith(line);
        assertThat(run.output()).doesNotContainPattern(Pattern.compile("^\tat ", Pattern.MULTILINE));
    }

    private static String products(String address) {
        return String.valueOf(RestClient.create(address)
                .post()
                .uri("/graphql")
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("query", "{ products { nodes { name } } }"))
                .retrieve()
                .body(String.class));
    }
}
