package dev.catalog.warming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.support.GatewayNode;
import dev.catalog.support.GatewayNode.Reply;
import dev.catalog.support.HttpGatewayTest;
import dev.catalog.support.TestServers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** A gateway whose role may read and write the Rails application's tables, and create nothing. */
@Timeout(120)
class MissingTablesTests {

    private static final String[] OPERATOR = {"Authorization", "Bearer " + HttpGatewayTest.ADMIN_TOKEN};

    @Test
    void jobsCanBeReadButNotRun() {
        String database = TestServers.newDatabase();
        DriverManagerDataSource dataSource = new DriverManagerDataSource(database);
        new ResourceDatabasePopulator(new ClassPathResource("rails/schema.sql")).execute(dataSource);
        JdbcClient jdbc = JdbcClient.create(dataSource);
        jdbc.sql("DROP ROLE IF EXISTS warming_reader").update();
        jdbc.sql("CREATE ROLE warming_reader LOGIN").update();
        jdbc.sql("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO warming_reader")
                .update();
        jdbc.sql("INSERT INTO cache_warming_jobs (job_type, status, created_at, updated_at)"
                        + " VALUES ('homepage', 'pending', now(), now())")
                .update();

        String url = database.replaceAll("user=\\w+", "user=warming_reader");
        try (GatewayNode node = GatewayNode.start(url, TestServers.redisUrl(), "catalog.cache.prefix=no-tables")) {
            Reply read = node.ask("{warmingJobs {totalCount nodes {status progress {total}}}}", OPERATOR);
            assertThat(read.data()).hasToString("""
                    {"warmingJobs":{"totalCount":1,"nodes":[{"status":"PENDING","progress":null}]}}""");

            Reply warmed = node.ask("mutation {warmCache(input: {jobType: HOMEPAGE}) {job {id}}}", OPERATOR);
            assertThat(warmed.errors()).containsExactly("warmCache UNAVAILABLE");
            assertThat(warmed.body().at("/errors/0/message").asString())
                    .isEqualTo("Warming jobs can't be changed: the database does not let the gateway keep them.");
            assertThat(node.health("")).startsWith("200 ");
        }
    }
}
