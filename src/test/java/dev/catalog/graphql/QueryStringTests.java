package dev.catalog.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.support.GatewayClient;
import dev.catalog.support.HttpGatewayTest;
import dev.catalog.support.RawHttp;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@HttpGatewayTest
class QueryStringTests {

    private static final String STRICT = "application/graphql-response+json";

    @LocalServerPort
    private int port;

    private GatewayClient gateway;

    @BeforeEach
    void connect() {
        gateway = new GatewayClient(port);
    }

    @Test
    void aQueryIsAnswered() {
        HttpResponse<String> answer = get(
                "query",
                "query A($id: ID!) {node(id: $id) {id}} query B {t: __typename}",
                "operationName",
                "B",
                "variables",
                "{\"id\": \"x\"}",
                "extensions",
                "{}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(GatewayClient.json(answer).at("/data").toString()).isEqualTo("{\"t\":\"Query\"}");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json;charset=UTF-8");
    }

    @Test
    void variablesAreReadExactly() {
        HttpResponse<String> answer = get(
                "query", "query ($min: BigDecimal) {productCount(filter: {minPrice: $min, search: \"é\"})}",
                "variables", "{\"min\": 0.1234567890123456789012345678901234567890}");

        assertThat(GatewayClient.json(answer).at("/data/productCount").isNumber())
                .as(answer.body())
                .isTrue();
    }

    @Test
    void theAnswerIsOfTheTypeThatIsWanted() {
        HttpResponse<String> answer =
                gateway.send(request("query", "{nothing}").header("Accept", "application/json;q=0.5, " + STRICT));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).contains(STRICT + ";charset=UTF-8");
        assertThat(code(answer)).isEqualTo("GRAPHQL_VALIDATION_FAILED");
    }

    @Test
    void emptyMembersAreAbsentOnes() {
        HttpResponse<String> answer =
                get("query", "{__typename}", "operationName", "", "variables", "", "extensions", "");

        assertThat(answer.body()).contains("\"Query\"").doesNotContain("errors");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mutation {deleteProduct(input: {id: 1}) {deletedId}}                  |
            subscription {warmingJobUpdated {id}}                                 |
            mutation M($id: ID!) {deleteProduct(input: {id: $id}) {deletedId}}    |
            query Q {__typename} mutation M {__typename}                          | M
            """)
    void whatIsNoQueryIsRefused(String document, String operationName) {
        for (String type : new String[] {"*/*", STRICT}) {
            HttpResponse<String> answer =
                    gateway.send(request("query", document, "operationName", operationName == null ? "" : operationName)
                            .header("Accept", type));

            assertRefused(answer, 405);
            assertThat(answer.headers().firstValue("Allow")).contains("POST");
        }
    }

    @Test
    void theQueryBesideAMutationIsAnswered() {
        assertThat(get("query", "query Q {__typename} mutation M {__typename}", "operationName", "Q")
                        .statusCode())
                .isEqualTo(200);
        assertThat(code(get("query", "query Q {__typename} mutation M {__typename}")))
                .isEqualTo("BAD_USER_INPUT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?",
                "?query=",
                "?operationName=a",
                "?query=a&query=b",
                "?query=%7B__typename%7D&variables=%5B%5D",
                "?query=%7B__typename%7D&variables=1",
                "?query=%7B__typename%7D&variables=%7B",
                "?query=%7B__typename%7D&variables=%7B%7D%7B%7D",
                "?query=%7B__typename%7D&extensions=%22%22",
                "?query=%ZZ",
                "?query=%7B__typename%7D&variables=%E9",
            })
    void whatIsNoOperationIsRefused(String queryString) {
        RawHttp answer = RawHttp.send(port, "GET /graphql" + queryString);

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.text()).contains("{\"code\":\"BAD_USER_INPUT\"}").doesNotContain("<html", "Exception");
    }

    @Test
    void aBodyIsRefused() {
        assertRefused(gateway.send(request("query", "{__typename}").method("GET", BodyPublishers.ofString("{}"))), 400);
    }

    @Test
    void aQueryStringThatIsTooLongIsRefused() {
        String longest = "query=" + "%23".repeat((UrlOperation.LONGEST - 6) / 3);

        assertThat(code(gateway.get("/graphql?" + longest))).isEqualTo("GRAPHQL_PARSE_FAILED");
        assertRefused(gateway.get("/graphql?" + longest + "%23"), 414);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{__typename}", "#"})
    void whatTomcatCannotReadIsRefusedInTheSameForm(String document) {
        RawHttp answer = RawHttp.send(port, "GET /graphql?query=" + document.repeat(document.equals("#") ? 50_000 : 1));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text())
                .contains("X-Request-Id: ", "{\"code\":\"BAD_USER_INPUT\"}", "application/json")
                .doesNotContain("<html", "Tomcat");
    }

    @Test
    void anEventStreamIsAskedForByPost() {
        HttpResponse<String> answer =
                gateway.send(request("query", "{__typename}").header("Accept", "text/event-stream"));

        assertRefused(answer, 405);
    }

    @Test
    void headIsGetWithoutABody() {
        HttpResponse<String> answer =
                gateway.send(request("query", "{__typename}").method("HEAD", BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json;charset=UTF-8");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void optionsTellsTheMethods() {
        HttpResponse<String> answer =
                gateway.send(gateway.request("/graphql").method("OPTIONS", BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("Allow").orElseThrow().split(", ?"))
                .containsExactlyInAnyOrder("GET", "HEAD", "POST", "OPTIONS");
    }

    private HttpResponse<String> get(String... members) {
        return gateway.send(request(members));
    }

    private HttpRequest.Builder request(String... members) {
        StringBuilder path = new StringBuilder("/graphql?");
        for (int i = 0; i < members.length; i += 2) {
            path.append(members[i])
                    .append('=')
                    .append(URLEncoder.encode(members[i + 1], StandardCharsets.UTF_8))
                    .append('&');
        }
        return gateway.request(path.toString()).GET();
    }

    private static void assertRefused(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).isEqualTo(status);
        JsonNode body = GatewayClient.json(answer);
        assertThat(body.propertyNames()).containsExactly("errors");
        assertThat(body.at("/errors/0/extensions").toString()).isEqualTo("{\"code\":\"BAD_USER_INPUT\"}");
        assertThat(answer.body()).doesNotContain("java", "Exception");
    }

    private static String code(HttpResponse<String> answer) {
        return GatewayClient.json(answer).at("/errors/0/extensions/code").asString();
    }
}
