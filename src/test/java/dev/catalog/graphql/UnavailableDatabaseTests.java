package dev.catalog.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.catalog.support.CatalogGatewayTest;
import dev.catalog.support.GatewayClient;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** A gateway of its own, whose database is taken away, and whose identity provider was never there. */
@CatalogGatewayTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.hikari.pool-name=taken-away",
            "spring.security.oauth2.resourceserver.jwt.issuer-uri=http://127.0.0.1:1/shop"
        })
@ExtendWith(OutputCaptureExtension.class)
@TestMethodOrder(OrderAnnotation.class)
class UnavailableDatabaseTests {

    @LocalServerPort
    private int port;

    @Autowired
    private DataSource database;

    // First: what the gateway logs while it starts is seen in the output of this test, or of the class before it.
    @Test
    @Order(1)
    void noStartWaitsForTheIdentityProviderAndTheLogTellsOfItOnce(CapturedOutput output) {
        String signed = "eyJhbGciOiJSUzI1NiJ9.e30.AA";

        await().atMost(Duration.ofSeconds(30))
                .until(() -> output.getAll().contains("The identity provider does not tell its keys"));
        HttpResponse<String> answer = new GatewayClient(port).ask("{__typename}", "Authorization", "Bearer " + signed);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(GatewayClient.json(answer).at("/errors/0/extensions/code").asString())
                .isEqualTo("UNAVAILABLE");
        assertThat(answer.body()).doesNotContain("127.0.0.1", "issuer", "Exception");
        assertThat(output.getAll()).containsOnlyOnce("The identity provider does not tell its keys");
    }

    @Test
    @Order(2)
    void eachFieldThatNeedsItIsUnavailableAndTheRestAnswers(CapturedOutput output) throws SQLException {
        database.unwrap(HikariDataSource.class).close();

        HttpResponse<String> answer = new GatewayClient(port)
                .ask(
                        "{__typename product(id: 1) {name} categories {nodes {name}} nodes(ids: [\"x\"]) {id}}",
                        "X-Request-Id",
                        "without-a-database");

        JsonNode body = GatewayClient.json(answer);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(body.at("/data").toString())
                .isEqualTo("{\"__typename\":\"Query\",\"product\":null,\"categories\":null,\"nodes\":[null]}");
        assertThat(body.at("/errors")
                        .valueStream()
                        .map(error -> error.at("/path/0").asString() + " "
                                + error.at("/extensions").toString()))
                .containsExactlyInAnyOrder(
                        "product {\"code\":\"UNAVAILABLE\"}",
                        "categories {\"code\":\"UNAVAILABLE\"}",
                        "nodes {\"code\":\"BAD_USER_INPUT\",\"argumentPath\":[\"ids\",0]}");
        body.at("/errors")
                .forEach(error -> assertThat(error.toString()).doesNotContain("Hikari", "Exception", "jdbc", "select"));
        assertThat(output.getAll().lines().filter(line -> line.contains("cache-read-")))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).contains("[without-a-database]"));
    }
}
