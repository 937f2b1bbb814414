package dev.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.support.GatewayProcess;
import dev.catalog.support.OwnPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;

/** The run command, again and again in one folder: each test goes on where the one before has stopped. */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RunCommandIT {

    private static final Pattern TOKEN = Pattern.compile("Admin token +([\\w-]{43})\\s");

    private static final String CATALOG =
            "{ productCount products(first: 5) { nodes { id name price category { name } } } }";
    private static final String SAMPLE_LOADED = "The catalog was empty";

    private Path directory = Path.of("");
    private String firstToken = "";
    private String firstCatalog = "";

    @BeforeAll
    void makeFolder(@TempDir Path temporary) throws IOException {
        directory = Files.createDirectory(temporary.resolve("with a space"));
    }

    @Test
    @Order(1)
    void servesOnServersOfItsOwnAndStopsThem() throws Exception {
        try (GatewayProcess gateway = GatewayProcess.ofClasses(directory)) {
            String address = gateway.awaitAddress();
            firstToken = gateway.awaitOutput(TOKEN).group(1);
            firstCatalog = data(answer(address, CATALOG));

            assertThat(firstCatalog).contains("\"nodes\":[{");
            assertThat(gateway.output())
                    .containsOnlyOnce(firstToken)
                    .contains(SAMPLE_LOADED)
                    .contains(address.replace("127.0.0.1", "localhost") + "/graphiql");
            assertThat(serversOf(directory)).isNotEmpty();

            assertThatASecondStartIsRefused(directory);

            assertThat(gateway.stop()).isEqualTo(143);
            assertThat(serversOf(directory)).isEmpty();
            assertThat(gateway.output()).doesNotContain("ERROR");
        }
    }

    @Test
    @Order(2)
    void laterRunKeepsTheCatalogButNotTheToken() throws Exception {
        try (GatewayProcess gateway = GatewayProcess.ofClasses(directory)) {
            assertThat(gateway.awaitOutput(TOKEN).group(1)).isNotEqualTo(firstToken);
            assertThat(data(answer(gateway.awaitAddress(), CATALOG))).isEqualTo(firstCatalog);
            assertThat(gateway.output()).doesNotContain(SAMPLE_LOADED);
            gateway.stop();
        }
    }

    @Test
    @Order(3)
    void tokenThatIsSetIsNotShown() throws Exception {
        try (GatewayProcess gateway =
                GatewayProcess.ofClasses(directory, "--catalog.security.admin-token=" + firstToken)) {
            gateway.awaitOutput(Pattern.compile("/graphiql"));
            assertThat(gateway.output()).doesNotContain("Admin token", firstToken);
            gateway.stop();
        }
    }

    @Test
    @Order(4)
    void tablesOfAnotherVersionEndTheStartNamingTheFolderToDelete() throws Exception {
        try (OwnPostgres postgres = new OwnPostgres(directory.resolve(".catalog"))) {
            assertThat(postgres.jdbc("catalog")
                            .sql("UPDATE catalog_gateway_migrations SET checksum = 1 WHERE version = '1'")
                            .update())
                    .isOne();
        }

        try (GatewayProcess gateway = GatewayProcess.ofClasses(directory)) {
            assertThat(gateway.awaitExit()).isEqualTo(1);
            assertThat(gateway.output().lines().toList().getLast())
                    .contains("catalog_gateway_migrations (version 1, checksum mismatch). Delete the folder "
                            + directory.resolve(".catalog"));
            assertThat(gateway.output()).doesNotContain("\tat ");
            assertThat(serversOf(directory)).isEmpty();
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
