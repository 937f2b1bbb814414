package dev.catalog.warming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.relay.GlobalId;
import dev.catalog.relay.SqlQueries;
import dev.catalog.support.GatewayClient;
import dev.catalog.support.HttpGatewayTest;
import dev.catalog.support.QueryCounter;
import dev.catalog.support.WarmingJobFixtures;
import dev.catalog.support.WarmingJobRows;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

@HttpGatewayTest
class WarmingJobReadingTests {

    private static final String AUTHORIZATION = "Authorization";
    private static final String ADMIN = "Bearer " + HttpGatewayTest.ADMIN_TOKEN;
    private static final String WRITER = "Bearer " + HttpGatewayTest.WRITER_TOKEN;
    private static final String ALL_FIELDS =
            "{__typename id databaseId jobType status startedAt completedAt errorMessage"
                    + " createdAt updatedAt duration progress {completed total percent}}";

    private final GatewayClient gateway;
    private final WarmingJobRows jobs;
    private final QueryCounter statements;
    private final JdbcClient jdbc;
    private final SqlQueries queries;
    private final TransactionTemplate transaction;

    WarmingJobReadingTests(
            @LocalServerPort int port,
            WarmingJobFixtures fixtures,
            QueryCounter statements,
            JdbcClient jdbc,
            SqlQueries queries,
            PlatformTransactionManager transactions) {
        this.gateway = new GatewayClient(port);
        this.jobs = fixtures.byNode();
        this.statements = statements;
        this.jdbc = jdbc;
        this.queries = queries;
        this.transaction = new TransactionTemplate(transactions);
    }

    @BeforeEach
    void removeJobs() {
        jobs.clear();
    }

    @Test
    void aJobIsReadWithItsProgress() {
        long id = jobs.insert("products", "pending");
        jobs.start(id, 8);
        jobs.progress(id, 3);

        JsonNode job =
                admin("{warmingJob(id: %d) %s}".formatted(id, ALL_FIELDS)).at("/data/warmingJob");

        assertThat(job.at("/id").asString()).isEqualTo(new GlobalId("CacheWarmingJob", id).toString());
        assertThat(job.at("/jobType").asString()).isEqualTo("PRODUCTS");
        assertThat(job.at("/status").asString()).isEqualTo("RUNNING");
        assertThat(job.at("/progress").toString()).isEqualTo("{\"completed\":3,\"total\":8,\"percent\":37.5}");
        assertThat(job.at("/duration").isNull()).isTrue();
    }

    @Test
    void oldRowsAreReadAsTheyAre() {
        long id = jobs.insert("navigation", null);
        jdbc.sql("""
                        UPDATE cache_warming_jobs SET started_at = '2024-01-15 09:03:09.75', error_message = E'two\\nlines',
                          completed_at = '2024-01-15 09:03:00.000001' WHERE id = ?
                        """).param(id).update();

        JsonNode job =
                admin("{warmingJob(id: %d) %s}".formatted(id, ALL_FIELDS)).at("/data/warmingJob");

        assertThat(job.at("/status").asString()).isEqualTo("PENDING");
        assertThat(job.at("/duration").asDouble()).isEqualTo(-9.749999);
        assertThat(job.at("/errorMessage").asString()).isEqualTo("two\nlines");
        assertThat(job.at("/progress").isNull()).isTrue();
    }

    @Test
    void aJobWithNothingToFillIsDone() {
        long id = jobs.insert("homepage", "pending");
        jobs.start(id, 0);

        assertThat(admin("{warmingJob(id: %d) {progress {percent}}}".formatted(id))
                        .at("/data/warmingJob/progress/percent")
                        .asDouble())
                .isEqualTo(100);
    }

    @Test
    void jobsAreListedByPageTheNewestFirst() {
        List<Long> ids = Stream.of("completed", "failed", "completed", "running", "completed")
                .map(status -> jobs.insert("products", status))
                .toList();
        jdbc.sql("UPDATE cache_warming_jobs SET created_at = '2026-02-02'").update();

        JsonNode first = admin(
                        "{warmingJobs(first: 2) {totalCount nodes {databaseId} pageInfo {endCursor hasNextPage}}}")
                .at("/data/warmingJobs");
        JsonNode second = admin("{warmingJobs(first: 2, after: %s) {nodes {databaseId}}}"
                        .formatted(first.at("/pageInfo/endCursor")))
                .at("/data/warmingJobs");

        assertThat(first.at("/totalCount").asInt()).isEqualTo(5);
        assertThat(first.at("/pageInfo/hasNextPage").asBoolean()).isTrue();
        assertThat(databaseIds(first)).containsExactly(ids.get(4), ids.get(3));
        assertThat(databaseIds(second)).containsExactly(ids.get(2), ids.get(1));
    }

    @Test
    void aFilterNamesStatusAndType() {
        long failed = jobs.insert("products", "failed");
        long pending = jobs.insert("products", null);
        long menu = jobs.insert("navigation", "failed");

        assertThat(listed("{status: FAILED}")).containsExactly(menu, failed);
        assertThat(listed("{status: PENDING}")).containsExactly(pending);
        assertThat(listed("{jobType: NAVIGATION, status: null}")).containsExactly(menu);
        assertThat(listed("{jobType: HOMEPAGE}")).isEmpty();
    }

    @Test
    void rowsOfUnknownTypesAndStatesAreLeftOutEverywhere() {
        long known = jobs.insert("products", "completed");
        long bogusType = jobs.insert("bogus", null);
        long bogusStatus = jobs.insert("navigation", "bogus");

        JsonNode answer = admin(
                "{warmingJobs {totalCount nodes {databaseId}} a: warmingJob(id: %d) {id} b: warmingJob(id: %d) {id}}"
                        .formatted(bogusType, bogusStatus));

        assertThat(answer.has("errors")).isFalse();
        assertThat(databaseIds(answer.at("/data/warmingJobs"))).containsExactly(known);
        assertThat(answer.at("/data/warmingJobs/totalCount").asInt()).isEqualTo(1);
        assertThat(answer.at("/data/a").isNull()).isTrue();
        assertThat(answer.at("/data/b").isNull()).isTrue();
    }

    @Test
    void anUnknownRowIsCountedOnce() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        UnknownJobs unknown = new UnknownJobs(meters);
        WarmingJobRepository repository = new WarmingJobRepository(queries, unknown);
        long id = jobs.insert("bogus", "pending");
        jobs.insert("products", "bogus");

        for (int times = 0; times < 3; times++) {
            transaction.executeWithoutResult(_ -> {
                repository.findByIds(List.of(id));
                repository.findActiveOr(List.of(), 0);
            });
        }

        assertThat(meters.counter("catalog.warming.jobs.unknown").count()).isEqualTo(2);
    }

    @Test
    void jobsAreReadWithoutProgressWhereTheRoleMayHaveNoTables() {
        long id = jobs.insert("products", "pending");
        jobs.start(id, 8);

        List<CacheWarmingJob> found = transaction.execute(status -> {
            status.setRollbackOnly();
            jdbc.sql("ALTER TABLE catalog_warming_runs RENAME TO somebody_elses")
                    .update();
            return new WarmingJobRepository(queries, new UnknownJobs(new SimpleMeterRegistry())).findByIds(List.of(id));
        });

        assertThat(found).singleElement().satisfies(job -> {
            assertThat(job.status()).isEqualTo(CacheWarmingJobStatus.RUNNING);
            assertThat(job.progress()).isNull();
        });
    }

    @Test
    void nodesFindJobsForThoseWhoManageThem() {
        String id = new GlobalId("CacheWarmingJob", jobs.insert("products", "completed")).toString();
        String document =
                "{node(id: \"%s\") {id} nodes(ids: [\"%<s\"]) {... on CacheWarmingJob {status}}}".formatted(id);

        assertThat(admin(document).at("/data").toString())
                .isEqualTo("{\"node\":{\"id\":\"%s\"},\"nodes\":[{\"status\":\"COMPLETED\"}]}".formatted(id));
        String nothing = "{\"node\":null,\"nodes\":[null]}";
        assertThat(GatewayClient.json(gateway.ask(document)).at("/data").toString())
                .isEqualTo(nothing);
        assertThat(GatewayClient.json(gateway.ask(document, AUTHORIZATION, WRITER))
                        .at("/data")
                        .toString())
                .isEqualTo(nothing);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 19})
    void aPageCostsAsManyStatementsHoweverManyJobsItHolds(int count) {
        List<Long> ids = Stream.generate(() -> jobs.insert("products", "completed"))
                .limit(count)
                .toList();
        String each = ids.stream()
                .map(id -> "j%d: warmingJob(id: %<d) {status progress {total}}".formatted(id))
                .reduce("", String::concat);
        admin("{warmingJobs {nodes {id}}}");

        assertThat(statements.during(() -> admin("{warmingJobs {totalCount nodes " + ALL_FIELDS + "} " + each + "}")))
                .hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{warmingJob(id: 1) {id}}", "{warmingJobs {totalCount}}"})
    void jobsNeedTheirScope(String document) {
        assertThat(code(GatewayClient.json(gateway.ask(document)))).isEqualTo("UNAUTHENTICATED");
        assertThat(code(GatewayClient.json(gateway.ask(document, AUTHORIZATION, WRITER))))
                .isEqualTo("FORBIDDEN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{warmingJob(id: \"x\") {id}}", "{warmingJobs(first: 101) {totalCount}}"})
    void badArgumentsAreTold(String document) {
        assertThat(code(admin(document))).isEqualTo("BAD_USER_INPUT");
    }

    private List<Long> listed(String filter) {
        return databaseIds(admin("{warmingJobs(filter: " + filter + ") {nodes {databaseId}}}")
                .at("/data/warmingJobs"));
    }

    private static List<Long> databaseIds(JsonNode connection) {
        return connection
                .at("/nodes")
                .valueStream()
                .map(job -> job.at("/databaseId").asLong())
                .toList();
    }

    private static String code(JsonNode answer) {
        return answer.at("/errors/0/extensions/code").asString();
    }

    private JsonNode admin(String document) {
        return GatewayClient.json(gateway.ask(document, AUTHORIZATION, ADMIN));
    }
}
