package dev.catalog.outage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.support.GatewayNode;
import dev.catalog.support.GatewayNode.Reply;
import dev.catalog.support.HttpGatewayTest;
import dev.catalog.support.TestServers;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** A gateway whose role may read the tables and nothing else. */
@Timeout(120)
class ReadOnlyDatabaseTests {

    @Test
    void mutationsAreUnavailableAndReadsAreAnswered() {
        String database = TestServers.newDatabase();
        DriverManagerDataSource dataSource = new DriverManagerDataSource(database);
        new ResourceDatabasePopulator(new ClassPathResource("rails/schema.sql")).execute(dataSource);
        JdbcClient jdbc = JdbcClient.create(dataSource);
        SmallShop.open(jdbc);
        jdbc.sql("DROP ROLE IF EXISTS catalog_reader").update();
        jdbc.sql("CREATE ROLE catalog_reader LOGIN").update();
        jdbc.sql("GRANT SELECT ON ALL TABLES IN SCHEMA public TO catalog_reader")
                .update();

        String url = database.replaceAll("user=\\w+", "user=catalog_reader");
        try (GatewayNode node = GatewayNode.start(
                url, TestServers.redisUrl(), "catalog.cache.prefix=" + UUID.randomUUID(), "catalog.cache.timeout=5s")) {
            for (String mutation : List.of(
                    "createProduct(input: {name: \"Lamp\", price: 1, categoryId: 2})",
                    "updateProduct(input: {id: 1, price: 1})",
                    "deleteProduct(input: {id: 1})",
                    "createCategory(input: {name: \"Chairs\", slug: \"chairs\"})",
                    "updateCategory(input: {id: 2, name: \"Chairs\"})",
                    "deleteCategory(input: {id: 2})")) {
                Reply reply = node.ask(
                        "mutation {m: " + mutation + " {userErrors {code}}}",
                        "Authorization",
                        "Bearer " + HttpGatewayTest.ADMIN_TOKEN);

                assertThat(reply.errors()).as(mutation).containsExactly("m UNAVAILABLE");
                assertThat(reply.body().at("/errors/0/message").asString())
                        .isEqualTo("This gateway may only read the catalog.");
            }
            assertThat(node.ask("{productCount}").data()).hasToString("{\"productCount\":12}");
        }
    }
}
