package dev.catalog.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.support.GatewayClient;
import dev.catalog.support.HttpGatewayTest;
import graphql.introspection.Introspection;
import java.math.BigDecimal;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.graphql.execution.GraphQlSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@HttpGatewayTest
@ExtendWith(OutputCaptureExtension.class)
class EndpointTests {

    @LocalServerPort
    private int port;

    @Autowired
    private JsonMapper mapper;

    @Autowired
    private GraphQlSource source;

    private GatewayClient gateway;

    @BeforeEach
    void connect() {
        gateway = new GatewayClient(port);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"query\": \"{__typename}\"} {}",
                "[{\"query\": \"{__typename}\"}]",
                "\"{__typename}\"",
                "null",
                "{}",
                "{\"query\": null}",
                "{\"extensions\": null}",
                "{\"query\": 1}",
                "{\"query\": true}",
                "{\"query\": [\"{__typename}\"]}",
                "{\"query\": \"{__typename}\", \"variables\": []}",
                "{\"query\": \"{__typename}\", \"variables\": \"{}\"}",
                "{\"query\": \"{__typename}\", \"operationName\": 1}",
                "{\"query\": \"{__typename}\", \"extensions\": []}",
            })
    void aBodyThatIsNoRequestIsRefused(String body) {
        assertRefused(gateway.post(body), 400);
        assertRefused(gateway.post(body, "Accept", "application/graphql-response+json"), 400);
    }

    @Test
    void parsedDocumentsAreKeptAndErrorsAreNot() {
        String valid = "query ($id: ID!) {node(id: $id) {id}}";

        assertThat(gateway.ask("{nothing}").body())
                .contains("GRAPHQL_VALIDATION_FAILED")
                .isEqualTo(gateway.ask("{nothing}").body());
        assertThat(source.graphQl().getPreparsedDocumentProvider())
                .isInstanceOf(LimitedDocuments.class)
                .extracting("documents.documents")
                .isInstanceOf(ParsedDocuments.class);
        assertThat(gateway.ask(valid).body()).isEqualTo(gateway.ask(valid).body());
    }

    @Test
    void aBodyThatIsNotUtf8IsRefused() {
        byte[] latin1 = {'{', '"', 'q', 'u', 'e', 'r', 'y', '"', ':', '"', (byte) 0xE9, '"', '}'};

        assertRefused(gateway.send(post("application/json", BodyPublishers.ofByteArray(latin1))), 400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "nothing",
                "application/json; charset=iso-8859-1",
                "application/json; charset=utf-16",
                "application/json; charset=nothing"
            })
    void anotherContentTypeIsRefused(String contentType) {
        HttpResponse<String> answer =
                gateway.send(post(contentType, BodyPublishers.ofString("{\"query\":\"{__typename}\"}")));

        assertRefused(answer, 415);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json;charset=UTF-8");
    }

    @Test
    void aMissingContentTypeIsRefused() {
        assertRefused(
                gateway.send(gateway.request("/graphql").POST(BodyPublishers.ofString("{\"query\":\"{__typename}\"}"))),
                415);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json; charset=UTF-8", "application/json;charset=\"utf-8\"", "Application/JSON"})
    void anyWayToWriteTheContentTypeWillDo(String contentType) {
        assertThat(gateway.send(post(contentType, BodyPublishers.ofString("{\"query\":\"{__typename}\"}")))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aBatchIsToldThatItIsOne() {
        HttpResponse<String> answer = gateway.post("[{\"query\": \"{__typename}\"}]");

        assertRefused(answer, 400);
        assertThat(answer.body()).contains("batches are not supported");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "image/png"})
    void anotherAcceptedTypeIsRefused(String accept) {
        assertRefused(gateway.ask("{__typename}", "Accept", accept), 406);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH"})
    void anotherMethodIsRefused(String method) {
        HttpResponse<String> answer = gateway.send(gateway.request("/graphql")
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString("{\"query\":\"{__typename}\"}")));

        assertRefused(answer, 405);
        assertThat(answer.headers().firstValue("Allow").orElseThrow().split(", ?"))
                .containsExactlyInAnyOrder("GET", "HEAD", "POST", "OPTIONS");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {                                                        | GRAPHQL_PARSE_FAILED
                    ''                                                       | GRAPHQL_PARSE_FAILED
                    {nothing}                                                | GRAPHQL_VALIDATION_FAILED
                    mutation {nothing}                                       | GRAPHQL_VALIDATION_FAILED
                    query a {__typename} query b {__typename}                | BAD_USER_INPUT
                    query ($id: ID!) {product(id: $id) {name}}               | BAD_USER_INPUT
                    {product(id: "x") {name}}                                | BAD_USER_INPUT
                    {products(first: -1) {nodes {name}}}                     | BAD_USER_INPUT
                    {productCount(filter: {minPrice: 1e50000000})}           | BAD_USER_INPUT
                    {productCount(filter: {minPrice: 1e99999999999})}        | BAD_USER_INPUT
                    query ($n: BigDecimal = 1e99999999999) {productCount(filter: {minPrice: $n})} | BAD_USER_INPUT
                    {productCount(filter: {minPrice: "ten"})}                | BAD_USER_INPUT
                    """)
    void everyErrorHasACode(String document, String code) {
        HttpResponse<String> lenient = gateway.ask(document);
        HttpResponse<String> strict = gateway.ask(document, "Accept", "application/graphql-response+json");

        for (HttpResponse<String> answer : List.of(lenient, strict)) {
            JsonNode error = GatewayClient.json(answer).at("/errors/0");
            assertThat(error.at("/extensions/code").asString()).isEqualTo(code);
            assertThat(answer.body()).doesNotContain("java", "Exception", "Value{", "classification");
        }
        assertThat(lenient.statusCode()).isEqualTo(200);
    }

    @Test
    void bottomlessInputIsRefused() {
        String document = "{" + "a{".repeat(50_000);
        String literal = "{productCount(filter: {ids: " + "[".repeat(50_000);
        String variables = "{\"query\": \"{__typename}\", \"variables\": " + "{\"a\":".repeat(50_000);

        assertThat(codeOf(gateway.ask(document))).isEqualTo("GRAPHQL_PARSE_FAILED");
        assertThat(codeOf(gateway.ask(literal))).isEqualTo("GRAPHQL_PARSE_FAILED");
        assertRefused(gateway.post(variables), 400);
    }

    @Test
    void messagesAreEnglishWhateverTheClientSpeaks() {
        assertThat(gateway.ask("{nothing}", "Accept-Language", "de").body())
                .isEqualTo(gateway.ask("{nothing}", "Accept-Language", "en").body());
    }

    @Test
    void aSaneRequestIdIsTakenOver() {
        String longest = "a".repeat(128);

        assertThat(requestIdOf(gateway.ask("{__typename}", "X-Request-Id", "A.b_c-9")))
                .isEqualTo("A.b_c-9");
        assertThat(requestIdOf(gateway.ask("{__typename}", "X-Request-Id", longest)))
                .isEqualTo(longest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\tb", "a;b", "<script>", "%0a"})
    void anInsaneRequestIdIsReplaced(String sent) {
        assertThat(requestIdOf(gateway.ask("{__typename}", "X-Request-Id", sent)))
                .matches("[0-9a-f-]{36}");
    }

    @Test
    void aLongRequestIdIsReplaced() {
        assertThat(requestIdOf(gateway.ask("{__typename}", "X-Request-Id", "a".repeat(129))))
                .hasSize(36);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/graphql/schema", "/actuator/health", "/nothing", "/actuator"})
    void everyAnswerHasARequestId(String path) {
        assertThat(requestIdOf(gateway.get(path))).hasSize(36);
    }

    @Test
    void theSchemaIsPublished() {
        HttpResponse<String> answer = gateway.get("/graphql/schema");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains(
                        "type Query",
                        "scalar DateTime",
                        "scalar BigDecimal",
                        "includeInactive: Boolean! = false @requiresScope(scope : \"catalog:read-all\")");
    }

    @Test
    void theSchemaIsPublishedWhetherItMayBeAskedForOrNot() {
        String published = gateway.get("/graphql/schema").body();
        Introspection.enabledJvmWide(false);
        try {
            assertThat(codeOf(gateway.ask("{__schema {queryType {name}}}"))).isEqualTo("GRAPHQL_VALIDATION_FAILED");
            assertThat(gateway.get("/graphql/schema").body()).isEqualTo(published);
        } finally {
            Introspection.enabledJvmWide(true);
        }
    }

    @Test
    void logsBearNoToken(CapturedOutput output) {
        gateway.ask("{__typename}", "Authorization", "Bearer " + HttpGatewayTest.ADMIN_TOKEN);
        gateway.ask("{__typename}", "Authorization", "Bearer not-" + HttpGatewayTest.ADMIN_TOKEN);

        assertThat(output.getAll()).doesNotContain(HttpGatewayTest.ADMIN_TOKEN, "security password");
    }

    @ParameterizedTest
    @CsvSource({"10.50, 10.50", "1E+3, 1000", "1E-9, 0.000000001", "-0.00, 0.00"})
    void decimalsAreWrittenExactly(BigDecimal decimal, String json) {
        assertThat(mapper.writeValueAsString(Map.of("price", decimal))).isEqualTo("{\"price\":" + json + "}");
    }

    @Test
    void decimalsAreReadExactly() {
        String digits = "0.1234567890123456789012345678901234567890";

        assertThat(mapper.readValue("{\"price\":" + digits + "}", Map.class).get("price"))
                .isEqualTo(new BigDecimal(digits));
    }

    private HttpRequest.Builder post(String contentType, HttpRequest.BodyPublisher body) {
        return gateway.request("/graphql").header("Content-Type", contentType).POST(body);
    }

    private static void assertRefused(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).isEqualTo(status);
        JsonNode body = GatewayClient.json(answer);
        assertThat(body.propertyNames()).containsExactly("errors");
        assertThat(body.at("/errors/0/extensions").toString()).isEqualTo("{\"code\":\"BAD_USER_INPUT\"}");
        assertThat(answer.body()).doesNotContain("java", "jackson", "Exception", "trace");
    }

    private static String codeOf(HttpResponse<String> answer) {
        return GatewayClient.json(answer).at("/errors/0/extensions/code").asString();
    }

    private static String requestIdOf(HttpResponse<String> answer) {
        return answer.headers().firstValue("X-Request-Id").orElse("");
    }
}
