package dev.catalog.warming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.relay.GlobalId;
import dev.catalog.support.GatewayClient;
import dev.catalog.support.HttpGatewayTest;
import dev.catalog.support.WarmingJobFixtures;
import dev.catalog.support.WarmingJobRows;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@HttpGatewayTest
class WarmingControllerTests {

    private static final String AUTHORIZATION = "Authorization";

    private final GatewayClient gateway;
    private final WarmingJobRows jobs;

    WarmingControllerTests(@LocalServerPort int port, WarmingJobFixtures fixtures) {
        this.gateway = new GatewayClient(port);
        this.jobs = fixtures.byNode();
    }

    @BeforeEach
    @AfterEach
    void removeJobs() {
        jobs.clear();
    }

    @Test
    void aTypeIsWarmedByOneActiveJob() {
        JsonNode first = warm("HOMEPAGE");
        JsonNode second = warm("HOMEPAGE");
        JsonNode other = warm("NAVIGATION");

        assertThat(first.at("/alreadyActive").asBoolean()).isFalse();
        assertThat(first.at("/job/status").asString()).isEqualTo("PENDING");
        assertThat(second.at("/alreadyActive").asBoolean()).isTrue();
        assertThat(second.at("/job/id")).isEqualTo(first.at("/job/id"));
        assertThat(other.at("/alreadyActive").asBoolean()).isFalse();
        assertThat(other.at("/job/jobType").asString()).isEqualTo("NAVIGATION");
        assertThat(other.at("/userErrors").isEmpty()).isTrue();
    }

    @Test
    void aCancelledJobHasFailedAndIsStartedAgainAsANewOne() {
        JsonNode job = warm("HOMEPAGE").at("/job");

        JsonNode cancelled = change("cancelWarmingJob", job.at("/id").asString());
        JsonNode again = change("retryWarmingJob", job.at("/databaseId").asString());

        assertThat(cancelled.at("/job/status").asString()).isEqualTo("FAILED");
        assertThat(cancelled.at("/job/errorMessage").asString()).isEqualTo("cancelled");
        assertThat(again.at("/job/status").asString()).isEqualTo("PENDING");
        assertThat(again.at("/job/databaseId").asLong())
                .isGreaterThan(job.at("/databaseId").asLong());
    }

    @Test
    void eachFieldOfAnOperationShowsTheJobAsItIsThen() {
        String id = warm("HOMEPAGE").at("/job/id").asString();

        JsonNode data = admin("""
                        mutation {
                          active: warmCache(input: {jobType: HOMEPAGE}) {job {status}}
                          cancelled: cancelWarmingJob(input: {id: "%s"}) {job {status}}
                        }""".formatted(id)).at("/data");

        assertThat(data.at("/active/job/status").asString()).isEqualTo("PENDING");
        assertThat(data.at("/cancelled/job/status").asString()).isEqualTo("FAILED");
    }

    @ParameterizedTest
    @CsvSource({"retryWarmingJob, completed", "retryWarmingJob, running", "cancelWarmingJob, failed"})
    void aJobInAnotherStateIsAConflict(String mutation, String status) {
        JsonNode payload = change(mutation, Long.toString(jobs.insert("products", status)));

        assertThat(payload.at("/job").isNull()).isTrue();
        assertUserError(payload, "CONFLICT", "id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"retryWarmingJob", "cancelWarmingJob"})
    void aJobThatIsNotThereIsNotFound(String mutation) {
        assertUserError(change(mutation, Long.toString(Long.MAX_VALUE)), "NOT_FOUND", "id");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "warmCache(input: {})",
                "warmCache(input: {jobType: null})",
                "retryWarmingJob(input: {id: null})",
                "cancelWarmingJob(input: {})"
            })
    void whatIsMissingIsBlank(String mutation) {
        JsonNode payload = admin("mutation {payload: " + mutation + " {job {id} userErrors {code field message}}}")
                .at("/data/payload");

        assertUserError(payload, "BLANK", mutation.startsWith("warm") ? "jobType" : "id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"retryWarmingJob", "cancelWarmingJob"})
    void anIdOfAnotherTypeIsRefused(String mutation) {
        JsonNode answer =
                admin("mutation {%s(input: {id: \"%s\"}) {job {id}}}".formatted(mutation, new GlobalId("Product", 1)));

        assertThat(answer.at("/errors/0/extensions/code").asString()).isEqualTo("BAD_USER_INPUT");
        assertThat(answer.at("/errors/0/extensions/argumentPath").toString()).isEqualTo("[\"input\",\"id\"]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "warmCache(input: {jobType: PRODUCTS}) {alreadyActive}",
                "retryWarmingJob(input: {id: 1}) {job {id}}",
                "cancelWarmingJob(input: {id: 1}) {job {id}}"
            })
    void jobsAreManagedWithTheirScopeAlone(String mutation) {
        String document = "mutation {" + mutation + "}";

        assertThat(code(gateway.ask(document).body())).isEqualTo("UNAUTHENTICATED");
        assertThat(code(gateway.ask(document, AUTHORIZATION, "Bearer " + HttpGatewayTest.WRITER_TOKEN)
                        .body()))
                .isEqualTo("FORBIDDEN");
        assertThat(admin("{warmingJobs {totalCount}}")
                        .at("/data/warmingJobs/totalCount")
                        .asInt())
                .isZero();
    }

    private static String code(String body) {
        return body.replaceAll(".*\"code\":\"(\\w+)\".*", "$1");
    }

    private static void assertUserError(JsonNode payload, String code, String field) {
        assertThat(payload.at("/userErrors")).singleElement().satisfies(error -> {
            assertThat(error.at("/code").asString()).isEqualTo(code);
            assertThat(error.at("/field").toString()).isEqualTo("[\"" + field + "\"]");
            assertThat(error.at("/message").asString()).endsWith(".");
        });
    }

    private JsonNode warm(String type) {
        return admin("""
                mutation {warmCache(input: {jobType: %s}) {
                  alreadyActive job {id databaseId status jobType} userErrors {code field message}}}""".formatted(type)).at("/data/warmCache");
    }

    private JsonNode change(String mutation, String id) {
        return admin(
                        "mutation {%s(input: {id: \"%s\"}) {job {databaseId status errorMessage} userErrors {code field message}}}"
                                .formatted(mutation, id))
                .at("/data/" + mutation);
    }

    private JsonNode admin(String document) {
        return GatewayClient.json(gateway.ask(document, AUTHORIZATION, "Bearer " + HttpGatewayTest.ADMIN_TOKEN));
    }
}
