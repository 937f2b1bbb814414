package dev.catalog.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.support.GatewayClient;
import dev.catalog.support.HttpGatewayTest;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@HttpGatewayTest
@ExtendWith(OutputCaptureExtension.class)
class BearerTokenTests {

    private static final String OPEN = "{__typename}";
    private static final String SCOPED = "{__typename product(id: 1, includeInactive: true) {name}}";

    @LocalServerPort
    private int port;

    private GatewayClient gateway;

    @BeforeEach
    void connect() {
        gateway = new GatewayClient(port);
    }

    @Test
    void anybodyMayAskWhatNeedsNoScope() {
        HttpResponse<String> answer = gateway.ask(OPEN);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).startsWith("{\"data\":{\"__typename\":\"Query\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "bearer ", "BEARER "})
    void aTokenGivesItsScopes(String scheme) {
        HttpResponse<String> answer = gateway.ask(SCOPED, "Authorization", scheme + HttpGatewayTest.ADMIN_TOKEN);

        assertThat(GatewayClient.json(answer).has("errors")).isFalse();
    }

    @Test
    void aMissingScopeFailsItsFieldAlone() {
        JsonNode anonymous = GatewayClient.json(gateway.ask(SCOPED));
        JsonNode writer =
                GatewayClient.json(gateway.ask(SCOPED, "Authorization", "Bearer " + HttpGatewayTest.WRITER_TOKEN));

        assertThat(anonymous.at("/errors/0/extensions/code").asString()).isEqualTo("UNAUTHENTICATED");
        assertThat(writer.at("/errors/0/extensions/code").asString()).isEqualTo("FORBIDDEN");
        assertThat(writer.at("/errors/0/path").toString()).isEqualTo("[\"product\"]");
        assertThat(writer.at("/data").toString()).isEqualTo("{\"__typename\":\"Query\",\"product\":null}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer unknown",
                "Bearer " + HttpGatewayTest.ADMIN_TOKEN + "x",
                "Bearer " + HttpGatewayTest.ADMIN_TOKEN + " " + HttpGatewayTest.ADMIN_TOKEN,
                "Bearer, " + HttpGatewayTest.ADMIN_TOKEN,
                "Bearer",
                "Basic YWRtaW46YWRtaW4=",
                HttpGatewayTest.ADMIN_TOKEN,
                "",
            })
    void anythingElseIsUnauthenticatedWhateverIsAsked(String authorization) {
        for (String document : new String[] {OPEN, "{", "{nothing}"}) {
            HttpResponse<String> answer = gateway.ask(document, "Authorization", authorization);

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate"))
                    .contains("Bearer realm=\"catalog\", error=\"invalid_token\"");
            assertThat(GatewayClient.json(answer).toString())
                    .isEqualTo("{\"errors\":[{\"message\":\"The Authorization header holds no valid bearer token.\","
                            + "\"extensions\":{\"code\":\"UNAUTHENTICATED\"}}]}");
        }
    }

    @Test
    void twoTokensAreUnauthenticated() {
        HttpResponse<String> answer = gateway.send(gateway.request("/graphql")
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + HttpGatewayTest.ADMIN_TOKEN)
                .header("Authorization", "Bearer " + HttpGatewayTest.ADMIN_TOKEN)
                .POST(BodyPublishers.ofString("{\"query\":\"{__typename}\"}")));

        assertThat(answer.statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/graphql?query=%7B__typename%7D",
                "/graphql/schema",
                "/graphql/nothing",
                "/graphiql",
                "/graphiql/",
                "/actuator",
                "/actuator/health",
                "/actuator/env",
                "/",
                "/error",
                "/nothing"
            })
    void aBadTokenIsUnauthenticatedOnAnyPath(String path) {
        for (String method : List.of("GET", "POST", "DELETE", "OPTIONS")) {
            HttpResponse<String> answer = gateway.send(gateway.request(path)
                    .header("Authorization", "Bearer unknown")
                    .method(method, BodyPublishers.noBody()));

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate"))
                    .contains("Bearer realm=\"catalog\", error=\"invalid_token\"");
            assertThat(answer.headers().firstValue("X-Request-Id")).isPresent();
            assertThat(GatewayClient.json(answer)
                            .at("/errors/0/extensions/code")
                            .asString())
                    .isEqualTo("UNAUTHENTICATED");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"access_token", "token", "Authorization", "authorization"})
    void aTokenInTheAddressIsNone(String parameter, CapturedOutput output) {
        String query = "/graphql?query=" + URLEncoder.encode(SCOPED, UTF_8) + "&" + parameter + "=";

        for (String value : List.of("", "Bearer+")) {
            HttpResponse<String> answer = gateway.get(query + value + HttpGatewayTest.ADMIN_TOKEN);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(GatewayClient.json(answer)
                            .at("/errors/0/extensions/code")
                            .asString())
                    .isEqualTo("UNAUTHENTICATED");
        }
        assertThat(output.getAll()).doesNotContain(HttpGatewayTest.ADMIN_TOKEN);
    }

    @Test
    void aTokenInTheAddressMakesABadOneNoBetter() {
        HttpResponse<String> answer = gateway.send(
                gateway.request("/graphql?query=%7B__typename%7D&access_token=" + HttpGatewayTest.ADMIN_TOKEN)
                        .header("Authorization", "Bearer unknown"));

        assertThat(answer.statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "application/json, application/json",
        "application/graphql-response+json, application/graphql-response+json",
        "'application/graphql-response+json;q=0.9, application/json;q=0.8', application/graphql-response+json",
        "*/*, application/json",
        "text/event-stream, application/json",
        "no media type, application/json",
    })
    void theRefusalComesInTheMediaTypeThatTheClientAccepts(String accept, String contentType) {
        HttpResponse<String> answer = gateway.ask(OPEN, "Authorization", "Bearer unknown", "Accept", accept);

        assertThat(answer.headers().firstValue("Content-Type")).contains(contentType + ";charset=UTF-8");
    }

    @Test
    void noSessionIsKept() {
        HttpResponse<String> answer = gateway.ask(OPEN, "Authorization", "Bearer " + HttpGatewayTest.ADMIN_TOKEN);

        assertThat(answer.headers().map()).doesNotContainKey("set-cookie");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator/health",
                "/actuator/health/liveness",
                "/actuator/health/readiness",
                "/actuator/prometheus"
            })
    void whatOperationsReadIsOpen(String path) {
        assertThat(gateway.get(path).statusCode()).isEqualTo(200);
    }
}
