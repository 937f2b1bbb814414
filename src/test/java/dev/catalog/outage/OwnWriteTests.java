package dev.catalog.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catalog.support.GatewayNode;
import dev.catalog.support.GatewayNode.Reply;
import dev.catalog.support.HttpGatewayTest;
import dev.catalog.support.TestServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;

/** What is shown once a mutation has answered: on its node, on another one, and on one that follows no changes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
class OwnWriteTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final String ADMIN = "Bearer " + HttpGatewayTest.ADMIN_TOKEN;

    private static final String EVERYWHERE = """
            {
              product(id: 1) {name price category {name}}
              products(first: 3, orderBy: {field: PRICE}) {nodes {name} totalCount}
              productsByCategory(slug: "vases", first: 3) {nodes {name}}
              featuredProducts {name}
              popularProducts(first: 3) {name}
              categoryBySlug(slug: "vases") {name productCount products(first: 3) {nodes {name}}}
              navigation {name productCount}
              productCount
            }""";

    private String database;
    private JdbcClient jdbc;
    private GatewayNode one;
    private GatewayNode other;
    private GatewayNode unfollowing;

    @BeforeAll
    void start() {
        database = TestServers.newDatabase();
        jdbc = JdbcClient.create(new DriverManagerDataSource(database));
        String[] settings = {
            "catalog.cache.prefix=" + UUID.randomUUID(),
            "catalog.cache.near.ttl=10m",
            "catalog.cache.timeout=5s",
            "catalog.limits.timeout=5s",
            "catalog.warming.concurrency=0"
        };
        one = GatewayNode.start(database, TestServers.redisUrl(), settings);
        other = GatewayNode.start(database, TestServers.redisUrl(), settings);
        settings[4] = "catalog.feed.enabled=false";
        unfollowing = GatewayNode.start(database, TestServers.redisUrl(), settings);
    }

    @AfterAll
    void stop() {
        unfollowing.close();
        other.close();
        one.close();
    }

    @BeforeEach
    void openShop() {
        SmallShop.open(jdbc);
        for (GatewayNode node : new GatewayNode[] {one, other}) {
            await().atMost(PATIENCE).until(() -> node.health("").equals("200 UP"));
            await().atMost(PATIENCE)
                    .until(() -> node.ask("{product(id: 1) {name}}")
                            .data()
                            .toString()
                            .contains("Product 1"));
        }
        write(unfollowing, "updateProduct(input: {id: 1, name: \"Product 1\", price: 1}) {userErrors {code}}");
    }

    @Test
    void everyReadOnTheNodeShowsIt() {
        assertShownAtOnce(one);
    }

    @Test
    void everyReadOnANodeThatFollowsNoChangesShowsIt() {
        assertShownAtOnce(unfollowing);
    }

    private void assertShownAtOnce(GatewayNode node) {
        for (int n = 0; n < 10; n++) {
            Reply _ = node.ask(EVERYWHERE);
            write(node, """
                    updateProduct(input: {id: 1, name: "0 renamed %d", price: 0.%d, featured: true}) {userErrors {code}}""".formatted(n, n + 1));

            String shown = node.ask(EVERYWHERE).data().toString();

            assertThat(shown).doesNotContain("renamed " + (n - 1));
            assertThat(shown.split("renamed " + n, -1))
                    .as("product, products, productsByCategory, featuredProducts and products of the category")
                    .hasSize(6);
        }
    }

    @Test
    void everyReadOnANodeWhoseFeedWasJustCutShowsIt() {
        for (int n = 0; n < 5; n++) {
            Reply _ = one.ask(EVERYWHERE);
            int cut = jdbc.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                            + " WHERE datname = current_database() AND application_name = 'catalog-gateway feed'")
                    .query(Boolean.class)
                    .list()
                    .size();
            write(one, "updateProduct(input: {id: 1, name: \"0 renamed %d\"}) {userErrors {code}}".formatted(n));

            assertThat(one.ask(EVERYWHERE).data().at("/product/name").asString())
                    .isEqualTo("0 renamed " + n);
            assertThat(cut).isPositive();
            for (GatewayNode node : new GatewayNode[] {one, other}) {
                await().atMost(PATIENCE).until(() -> node.health("").equals("200 UP"));
            }
        }
    }

    @Test
    void anotherNodeShowsItToWhoSendsTheVersionBack() {
        for (int n = 0; n < 20; n++) {
            Reply _ = other.ask(EVERYWHERE);
            Reply answer =
                    write(one, "updateProduct(input: {id: 1, name: \"Renamed %d\"}) {userErrors {code}}".formatted(n));
            String version = answer.body().at("/extensions/catalogVersion").asString();

            Reply elsewhere = other.ask(EVERYWHERE, "X-Catalog-Min-Version", version);

            assertThat(version).isNotEmpty();
            assertThat(elsewhere.data().at("/product/name").asString()).isEqualTo("Renamed " + n);
        }
    }

    @Test
    void whatWasNotThereIsFoundOnceItIsMade() {
        for (GatewayNode node : new GatewayNode[] {one, unfollowing}) {
            String slug = "new-" + UUID.randomUUID();
            String look = "{categoryBySlug(slug: \"%s\") {name} productsByCategory(slug: \"%s\") {nodes {name}}}"
                    .formatted(slug, slug);
            long next = jdbc.sql("SELECT last_value + 1 FROM categories_id_seq")
                    .query(Long.class)
                    .single();
            String byId = "{category(id: %d) {slug}}".formatted(next);
            assertThat(node.ask(look).data().at("/categoryBySlug").isNull()).isTrue();
            assertThat(node.ask(byId).data().at("/category").isNull()).isTrue();

            JsonNode category = write(node, """
                            createCategory(input: {name: "New", slug: "%s"}) {category {databaseId}}""".formatted(slug)).data().at("/createCategory/category");
            write(node, """
                    createProduct(input: {name: "First", price: 1, categoryId: %s}) {userErrors {code}}""".formatted(category.at("/databaseId")));

            assertThat(category.at("/databaseId").asLong()).isEqualTo(next);
            assertThat(node.ask(byId).data().at("/category/slug").asString()).isEqualTo(slug);
            assertThat(node.ask(look).data().toString())
                    .isEqualTo(
                            "{\"categoryBySlug\":{\"name\":\"New\"},\"productsByCategory\":{\"nodes\":[{\"name\":\"First\"}]}}");
        }
    }

    @Test
    void eachMutationOfAnOperationSeesThoseBeforeIt() {
        for (GatewayNode node : new GatewayNode[] {one, unfollowing}) {
            String of = "{product {name category {name slug productCount products(first: 1) {nodes {name}}}}}";
            JsonNode data = write(node, """
                            a: updateProduct(input: {id: 1, name: "A", price: 0.01}) %1$s
                            b: updateProduct(input: {id: 1, name: "0 B"}) %1$s
                            c: updateProduct(input: {id: 1, active: false}) %1$s
                            d: updateProduct(input: {id: 1, active: true}) %1$s""".formatted(of)).data();

            int all = data.at("/a/product/category/productCount").asInt();
            assertThat(data.at("/a/product/name").asString()).isEqualTo("A");
            assertThat(data.at("/b/product/name").asString()).isEqualTo("0 B");
            assertThat(data.at("/b/product/category/products/nodes/0/name").asString())
                    .isEqualTo("0 B");
            assertThat(data.at("/c/product/category/productCount").asInt()).isEqualTo(all - 1);
            assertThat(data.at("/c/product/category/products/nodes/0/name").asString())
                    .isNotEqualTo("0 B");
            assertThat(data.at("/d/product/category/productCount").asInt()).isEqualTo(all);
        }
    }

    @Test
    void anAnswerWithoutWritesOfANodeThatFollowsChangesHasItsVersionToo() {
        Reply refused = write(one, "updateProduct(input: {id: 1, price: 0}) {userErrors {code}}");

        assertThat(refused.body().at("/extensions/catalogVersion").asString()).isNotEmpty();
        assertThat(refused.data().at("/updateProduct/userErrors/0/code").asString())
                .isEqualTo("GREATER_THAN");
    }

    @Test
    void aRowThatSomebodyHoldsMakesAMutationUnavailableInTime() throws SQLException {
        String rename = "updateProduct(input: {id: 1, name: \"Too late\"}) {userErrors {code}}";
        try (Connection holder = DriverManager.getConnection(database);
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("SELECT FROM products WHERE id = 1 FOR UPDATE");

            Reply reply = one.ask("mutation {" + rename + "}", "Authorization", ADMIN);

            assertThat(reply.errors()).containsExactly("updateProduct UNAVAILABLE");
            assertThat(reply.took()).isLessThan(LIMIT.plusSeconds(2));
        }

        await().atMost(PATIENCE)
                .until(() -> jdbc.sql("SELECT count(*) FROM pg_stat_activity"
                                        + " WHERE datname = current_database() AND wait_event_type = 'Lock'")
                                .query(Integer.class)
                                .single()
                        == 0);
        assertThat(jdbc.sql("SELECT name FROM products WHERE id = 1")
                        .query(String.class)
                        .single())
                .isNotEqualTo("Too late");
        assertThat(write(one, rename).errors()).isEmpty();
    }

    private static Reply write(GatewayNode node, String mutations) {
        Reply reply = node.ask("mutation {" + mutations + "}", "Authorization", ADMIN);
        assertThat(reply.errors()).as(reply.body().toString()).isEmpty();
        return reply;
    }
}
