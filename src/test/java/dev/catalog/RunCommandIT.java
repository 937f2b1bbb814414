package dev.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.support.GatewayProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;

@Timeout(300)
class RunCommandIT {

    private static final Pattern TOKEN = Pattern.compile("Admin token +([\\w-]{43})\\s");

    private static final Pattern DATABASE = Pattern.compile("PostgreSQL +(jdbc:\\S+)");

    private static final String CATALOG =
            "{ productCount products(first: 5) { nodes { id name price category { name } } } }";
    private static final String SAMPLE_LOADED = "The catalog was empty";

    @TempDir
    Path temporary;

    @Test
    void servesOnServersOfItsOwnAndStopsThem() throws Exception {
        Path directory = Files.createDirectory(temporary.resolve("with a space"));
        try (GatewayProcess gateway = GatewayProcess.ofClasses(directory)) {
            String address = gateway.awaitAddress();
            String token = gateway.awaitOutput(TOKEN).group(1);

            assertThat(answer(address, "{ __typename }")).contains("\"__typename\":\"Query\"");
            assertThat(gateway.output())
                    .containsOnlyOnce(token)
                    .contains(address.replace("127.0.0.1", "localhost") + "/graphiql");
            assertThat(serversOf(directory)).isNotEmpty();

            assertThatASecondStartIsRefused(directory);

            assertThat(gateway.stop()).isEqualTo(143);
            assertThat(serversOf(directory)).isEmpty();
            assertThat(gateway.output()).doesNotContain("ERROR");
        }
    }

    @Test
    void laterRunKeepsTheCatalogButNotTheToken() throws Exception {
        String first;
        String catalog;
        try (GatewayProcess gateway = GatewayProcess.ofClasses(temporary)) {
            first = gateway.awaitOutput(TOKEN).group(1);
            catalog = data(answer(gateway.awaitAddress(), CATALOG));
            assertThat(catalog).contains("\"nodes\":[{");
            assertThat(gateway.output()).contains(SAMPLE_LOADED);
            gateway.stop();
        }
        try (GatewayProcess gateway = GatewayProcess.ofClasses(temporary)) {
            assertThat(gateway.awaitOutput(TOKEN).group(1)).isNotEqualTo(first);
            assertThat(data(answer(gateway.awaitAddress(), CATALOG))).isEqualTo(catalog);
            assertThat(gateway.output()).doesNotContain(SAMPLE_LOADED);
            gateway.stop();
        }
        try (GatewayProcess gateway = GatewayProcess.ofClasses(temporary, "--catalog.security.admin-token=" + first)) {
            gateway.awaitOutput(Pattern.compile("/graphiql"));
            assertThat(gateway.output()).doesNotContain("Admin token", first);
            gateway.stop();
        }
    }

    @Test
    void tablesOfAnotherVersionEndTheStartNamingTheFolderToDelete() throws Exception {
        try (GatewayProcess gateway = GatewayProcess.ofClasses(temporary)) {
            String database = gateway.awaitOutput(DATABASE).group(1);
            gateway.awaitAddress();
            try (Connection connection = DriverManager.getConnection(database, "postgres", "");
                    Statement statement = connection.createStatement()) {
                statement.execute("UPDATE catalog_gateway_migrations SET checksum = 1 WHERE version = '1'");
            }
            gateway.stop();
        }

        try (GatewayProcess gateway = GatewayProcess.ofClasses(temporary)) {
            assertThat(gateway.awaitExit()).isEqualTo(1);
            assertThat(gateway.output().lines().toList().getLast())
                    .contains("catalog_gateway_migrations (version 1, checksum mismatch). Delete the folder "
                            + temporary.resolve(".catalog"));
            assertThat(gateway.output()).doesNotContain("\tat ");
            assertThat(serversOf(temporary)).isEmpty();
        }
    }

    private static void assertThatASecondStartIsRefused(Path directory) throws InterruptedException {
        try (GatewayProcess second = GatewayProcess.ofClasses(directory)) {
            assertThat(second.awaitExit()).isEqualTo(1);
            assertThat(second.output().lines().toList().getLast())
                    .containsPattern("Process \\d+ already runs the embedded servers of .*/with a space/\\.catalog");
            assertThat(second.output()).doesNotContain("\tat ");
        }
    }

    /** The answer without its extensions, which bear a version of the catalog. */
    private static String data(String answer) {
        return answer.substring(0, answer.indexOf(",\"extensions\""));
    }

    private static String answer(String address, String query) {
        return String.valueOf(RestClient.create(address)
                .post()
                .uri("/graphql")
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("query", query))
                .retrieve()
                .body(String.class));
    }

    private static List<String> serversOf(Path directory) {
        return ProcessHandle.allProcesses()
                .map(process -> process.info().command().orElse(""))
                .filter(program -> program.startsWith(directory.toString()))
                .toList();
    }
}
