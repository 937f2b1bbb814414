package dev.catalog.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.support.GatewayClient;
import dev.catalog.support.HttpGatewayTest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Each bound as it is without settings: what reaches it is answered, what is beyond it is refused. */
@HttpGatewayTest
class LimitTests {

    private static final JsonMapper JSON = new JsonMapper();

    @LocalServerPort
    private int port;

    private GatewayClient gateway;

    @BeforeEach
    void connect() {
        gateway = new GatewayClient(port);
    }

    @Test
    void depth() {
        assertAnswered(nested(15));
        assertRefused(nested(16), """
                {"message": "The operation is 16 fields deep and may be 15; its deepest path is %s.",
                 "extensions": {"code": "OPERATION_TOO_DEEP", "actual": 16, "limit": 15, "path": "%s"}}""".replace("%s", "category" + ".parent".repeat(14) + ".id"));
    }

    @Test
    void depthIsJudgedBeforeCost() {
        String deepAndDear = "{categories(first: 100) {nodes {products(first: 100) {nodes {category {%s}}}}}}"
                .formatted("subcategories {".repeat(12) + "id" + "}".repeat(12));

        assertThat(codeOf(ask(deepAndDear, Map.of()))).isEqualTo("OPERATION_TOO_DEEP");
    }

    @Test
    void cost() {
        String document = """
                query ($n: Int!) {categories(first: $n) {nodes {
                  products(first: 99) {nodes {category {name}}} parent {name}
                }}}""";

        assertAnswered(document, Map.of("n", 99));
        assertRefused(document, Map.of("n", 100), """
                {"message": "The operation costs 20,101 and may cost 20,000; its costliest path is %s.",
                 "extensions": {"code": "OPERATION_TOO_COMPLEX", "actual": 20101, "limit": 20000, "path": "%s"}}""".replace("%s", "categories.nodes.products.nodes.category"));
    }

    @Test
    void costWithoutVariables() {
        assertRefused(
                "{categories(first: 100) {nodes {products(first: 100) {nodes {category {parent {id}}}}}}}",
                """
                {"message": "The operation costs 30,201 and may cost 20,000; its costliest path is %s.",
                 "extensions": {"code": "OPERATION_TOO_COMPLEX", "actual": 30201, "limit": 20000, "path": "%s"}}""".replace("%s", "categories.nodes.products.nodes.category.parent"));
    }

    @Test
    void aliases() {
        assertAnswered("{limits {%s}}".formatted(repeat(30, "a%d: maxCost")));
        assertRefused("{limits {%s}}".formatted(repeat(31, "a%d: maxCost")), """
                {"message": "The field OperationLimits.maxCost has 31 aliases and may have 30.",
                 "extensions": {"code": "OPERATION_TOO_COMPLEX", "actual": 31, "limit": 30,
                                "path": "OperationLimits.maxCost"}}""");
        assertAnswered("{limits {%s %s}}".formatted(repeat(30, "a%d: maxCost"), repeat(30, "b%d: maxDepth")));
    }

    @Test
    void rootFields() {
        assertAnswered("{%s}".formatted(repeat(20, "a%d: __typename")));
        assertRefused("{%s}".formatted(repeat(21, "a%d: __typename")), """
                {"message": "The operation has 21 root fields and may have 20.",
                 "extensions": {"code": "OPERATION_TOO_COMPLEX", "actual": 21, "limit": 20}}""");
    }

    @Test
    void directives() {
        assertAnswered("{%s}".formatted(repeat(100, "__typename @skip(if: false)")));
        assertRefused("{%s}".formatted(repeat(101, "__typename @skip(if: false)")), """
                {"message": "The operation has 101 directives, those of fragments included, and may have 100.",
                 "extensions": {"code": "OPERATION_TOO_COMPLEX", "actual": 101, "limit": 100}}""");
    }

    @Test
    void tokens() {
        // Each spread is two; the braces, the fragment and the end are ten.
        String document = "{%s} fragment F on Query {__typename}".formatted("...F ".repeat((15_000 - 10) / 2));

        assertAnswered(document);
        assertRefused("query " + document, "GRAPHQL_PARSE_FAILED", "The document has more than 15000 tokens");
    }

    @Test
    void characters() {
        assertAnswered("{__typename}" + " ".repeat(100_000 - 12));
        assertRefused("{__typename}" + " ".repeat(100_001 - 12), """
                {"message": "The document has 100,001 characters and may have 100,000.",
                 "extensions": {"code": "GRAPHQL_PARSE_FAILED", "actual": 100001, "limit": 100000}}""");
    }

    @Test
    void partsOfFragmentsWrittenOut() {
        String fragment = "fragment F on Query {%s} fragment G on Query {__typename}".formatted("...G ".repeat(749));

        assertAnswered("{%s}".formatted("...F ".repeat(10)) + fragment);
        assertRefused("{%s}".formatted("...F ".repeat(11)) + fragment, """
                {"message": "The document has 16,489 fields, fragments, directives and values where its fragments are \
                written out, and may have 15,000.",
                 "extensions": {"code": "OPERATION_TOO_COMPLEX", "actual": 16489, "limit": 15000}}""");
    }

    @Test
    void fieldsThatAreAskedForAgain() {
        String document = "{product(id: 1) {...F ...F ... {%s}} product(id: 1) {name}} fragment F on Product {name id}";

        assertAnswered(document.formatted("name ".repeat(498)));
        assertRefused(document.formatted("name ".repeat(499)), """
                {"message": "The operation asks 501 times for a field that it asks for already in the same place, and may \
                500 times.",
                 "extensions": {"code": "OPERATION_TOO_COMPLEX", "actual": 501, "limit": 500}}""");
    }

    @Test
    void bracketsWithinBrackets() {
        assertRefused("query ($v: %sInt%s) {__typename}".formatted("[".repeat(251), "]".repeat(251)), """
                {"message": "The document nests brackets 251 deep and may 250 deep.",
                 "extensions": {"code": "GRAPHQL_PARSE_FAILED", "actual": 251, "limit": 250}}""");
        assertAnswered("{productCount(filter: {search: \"%s\"})} # %s".formatted("[".repeat(199), "[".repeat(300)));
        assertAnswered("{productCount(filter: {search: \"\"\"%s\"\"\"})}".formatted("[\\\"\"\"".repeat(49)));
    }

    @Test
    void fragmentsThatContainThemselves() {
        assertRefused(
                "{...F} fragment F on Query {limits {...G}} fragment G on OperationLimits {...G}",
                "GRAPHQL_VALIDATION_FAILED",
                "The fragment 'G' contains itself.");
    }

    @Test
    void listsInVariables() {
        String document = "query ($ids: [ID!]!) {productCount(filter: {ids: $ids})}";

        assertThat(codeOf(ask(document, Map.of("ids", Collections.nCopies(1000, "1")))))
                .isEqualTo("BAD_USER_INPUT");
        assertRefused(document, Map.of("ids", Collections.nCopies(1001, "1")), """
                {"message": "The list in the variable ids has 1,001 items and may have 1,000.",
                 "extensions": {"code": "BAD_USER_INPUT", "actual": 1001, "limit": 1000, "path": "ids"}}""");
    }

    @Test
    void nestingInVariables() {
        Object value = Map.of("a", 1);
        for (int i = 0; i < 10; i++) {
            value = Map.of("a", value);
        }

        assertRefused("{__typename}", Map.of("v", value), """
                {"message": "The variable %s nests lists and objects 11 deep or deeper, and may 10.",
                 "extensions": {"code": "BAD_USER_INPUT", "actual": 11, "limit": 10, "path": "%s"}}""".replace("%s", "v" + ".a".repeat(10)));
        assertAnswered("{__typename}", Map.of("v", ((Map<?, ?>) value).get("a")));
    }

    /** To make a whole number of such a one would take all processors for minutes. */
    @ParameterizedTest
    @ValueSource(strings = {"1e50000000", "1e-50000000", "-1e50000000", "0e-50000000"})
    void exponentsInVariables(String number) {
        String body = "{\"query\": \"query ($v: Int) {products(first: $v) {totalCount}}\", \"variables\": {\"v\": %s}}"
                .formatted(number);

        assertThat(GatewayClient.json(gateway.post(body)).at("/errors")).hasToString("[" + JSON.readTree("""
                {"message": "A number in the variable v has an exponent of 50,000,000, up or down, and may have 1,000.",
                 "extensions": {"code": "BAD_USER_INPUT", "actual": 50000000, "limit": 1000, "path": "v"}}""") + "]");
    }

    @Test
    void body() {
        String operation = "{\"query\": \"{__typename}\"%s}";
        String longest = operation.formatted(" ".repeat(1_048_576 - operation.length() + 2));

        assertThat(post(BodyPublishers.ofString(longest)).body()).startsWith("{\"data\":{\"__typename\":\"Query\"}");
        for (BodyPublisher tooLong : List.of(
                BodyPublishers.ofString(longest + " "),
                BodyPublishers.fromPublisher(BodyPublishers.ofString(longest + " ")))) {
            HttpResponse<String> answer = post(tooLong);

            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(answer.headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("application/graphql-response+json"));
            assertThat(answer.headers().firstValue("X-Request-Id")).isPresent();
            assertThat(answer.body())
                    .isEqualTo(
                            "{\"errors\":[{\"message\":\"The body has more than 1,048,576 bytes.\",\"extensions\":{\"code\":\"BAD_USER_INPUT\"}}]}");
        }
    }

    private HttpResponse<String> post(BodyPublisher body) {
        return gateway.send(gateway.request("/graphql")
                .header("Content-Type", "application/json")
                .header("Accept", "application/graphql-response+json, application/json;q=0.5")
                .POST(body));
    }

    @Test
    void limitsTellTheBounds() {
        String document = "{limits {maxDepth maxCost maxPageSize maxAliases maxRootFields maxBytes}}";

        assertThat(ask(document, Map.of()).at("/data/limits")).isEqualTo(JSON.readTree("""
                {"maxDepth": 15, "maxCost": 20000, "maxPageSize": 100, "maxAliases": 30, "maxRootFields": 20,
                 "maxBytes": 1048576}"""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "__type(name: \"Query\") {fields {type {fields {name}}}}",
                "__schema {types {name}} b: __schema {types {name}}"
            })
    void introspectionInBadFaith(String fields) {
        assertRefused("{%s}".formatted(fields), "OPERATION_TOO_COMPLEX", "in good faith");
    }

    private static String nested(int depth) {
        return "{category(id: 1) {%s id %s}}".formatted("parent {".repeat(depth - 2), "}".repeat(depth - 2));
    }

    private static String repeat(int times, String format) {
        return IntStream.range(0, times).mapToObj(format::formatted).collect(Collectors.joining(" "));
    }

    private void assertAnswered(String document) {
        assertAnswered(document, Map.of());
    }

    private void assertAnswered(String document, Map<String, ?> variables) {
        JsonNode answer = ask(document, variables);
        assertThat(answer.at("/errors").isMissingNode()).as(answer.toString()).isTrue();
    }

    private void assertRefused(String document, String error) {
        assertRefused(document, Map.of(), error);
    }

    private void assertRefused(String document, Map<String, ?> variables, String error) {
        JsonNode answer = ask(document, variables);
        assertThat(answer.at("/errors")).hasToString("[" + JSON.readTree(error) + "]");
        assertThat(answer.at("/data").isMissingNode()).isTrue();
    }

    private void assertRefused(String document, String code, String message) {
        JsonNode answer = ask(document, Map.of());
        assertThat(codeOf(answer)).isEqualTo(code);
        assertThat(answer.at("/errors/0/message").asString()).contains(message);
        assertThat(answer.at("/data").isMissingNode()).isTrue();
    }

    private static String codeOf(JsonNode answer) {
        return answer.at("/errors/0/extensions/code").asString();
    }

    private JsonNode ask(String document, Map<String, ?> variables) {
        Map<String, Object> body = new HashMap<>();
        body.put("query", document);
        body.put("variables", variables);
        return GatewayClient.json(gateway.post(JSON.writeValueAsString(body)));
    }
}
