package dev.catalog.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.product.Product;
import dev.catalog.support.CatalogFixtures;
import dev.catalog.support.HttpGatewayTest;
import dev.catalog.support.WarmingJobFixtures;
import dev.catalog.support.WarmingJobRows;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@ExtendWith(NodeFound.class)
@HttpGatewayTest
@TestInstance(Lifecycle.PER_CLASS)
class ClientTests {

    private static final Logger log = LoggerFactory.getLogger(ClientTests.class);

    private final String address;
    private final WarmingJobRows jobs;
    private final CatalogFixtures catalog;
    private final JdbcClient jdbc;
    private final ClientScripts scripts = ClientScripts.install(Node.find().orElseThrow());

    ClientTests(@LocalServerPort int port, WarmingJobFixtures fixtures, CatalogFixtures catalog, JdbcClient jdbc) {
        this.address = "http://127.0.0.1:" + port + "/graphql";
        this.jobs = fixtures.byNode();
        this.catalog = catalog;
        this.jdbc = jdbc;
    }

    @BeforeAll
    void removeJobs() {
        jobs.clear();
    }

    @Test
    void graphqlHttpFindsNothingToComplainOf() {
        assertThat(run("audit.js", address)).containsExactly("61 audits: 61 ok");
    }

    @Test
    void graphqlWsAsksAndFollows() {
        assertThat(follow("socket.js"))
                .containsExactly(
                        "query {\"__typename\":\"Query\"}",
                        "error GRAPHQL_VALIDATION_FAILED",
                        "subscription PENDING",
                        "subscription RUNNING",
                        "subscription COMPLETED",
                        "done");
    }

    @Test
    void graphqlSseAsksAndFollows() {
        assertThat(follow("stream.js"))
                .containsExactly(
                        "query {\"__typename\":\"Query\"}",
                        "error GRAPHQL_VALIDATION_FAILED",
                        "subscription PENDING",
                        "subscription RUNNING",
                        "subscription COMPLETED",
                        "done");
    }

    @Test
    void apolloClientSendsADocumentOnce() {
        assertThat(run("apollo.js", address, newName(), "POST"))
                .containsExactly(
                        "POST extensions 400 no-store",
                        "POST query+extensions 200",
                        "data number",
                        "POST extensions 200",
                        "data number");
    }

    @Test
    void apolloClientSendsADocumentOnceAndAsksByGet() {
        assertThat(run("apollo.js", address, newName(), "GET"))
                .containsExactly(
                        "GET extensions 400 no-store",
                        "POST query+extensions 200",
                        "data number",
                        "GET extensions 200",
                        "data number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"graphql-ws", "graphql-sse"})
    void clientsFollowTheCatalogAndGoOnBehindAChange(String client) {
        catalog.clear();
        Product lamp =
                catalog.product("Lamp").in(catalog.category("Lamps").insert()).insert();
        catalog.follow();
        try (ClientRun run = scripts.start("changes.js", address, client)) {
            run.awaitLine("asked");
            rename(lamp, "First");
            run.awaitLine("UPDATED First");
            rename(lamp, "Second");

            assertThat(told("changes.js", run.awaitEnd()))
                    .containsExactly("asked", "UPDATED First", "UPDATED Second", "done");
        }
    }

    private void rename(Product product, String name) {
        jdbc.sql("UPDATE products SET name = ? WHERE id = ?")
                .params(name, product.databaseId())
                .update();
    }

    private List<String> follow(String script) {
        long id = jobs.insert("products", "pending");
        try (ClientRun run = scripts.start(script, address, HttpGatewayTest.ADMIN_TOKEN, id)) {
            run.awaitLine("subscription PENDING");
            jobs.rush(id, 10);
            return told(script, run.awaitEnd());
        }
    }

    private List<String> run(String script, Object... arguments) {
        try (ClientRun run = scripts.start(script, arguments)) {
            return told(script, run.awaitEnd());
        }
    }

    private static List<String> told(String script, List<String> lines) {
        log.info("{}: {}", script, lines.isEmpty() ? "nothing" : lines.getLast());
        return lines;
    }

    // A document that no run before has registered.
    private static String newName() {
        return "Roots" + UUID.randomUUID().toString().replace("-", "");
    }
}
