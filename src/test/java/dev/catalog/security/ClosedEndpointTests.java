package dev.catalog.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.support.GatewayClient;
import dev.catalog.support.HttpGatewayTest;
import dev.catalog.support.IdentityGatewayTest;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What Spring would tell or do for operators stays closed, even where a setting exposes all of it. */
@IdentityGatewayTest
class ClosedEndpointTests {

    private static final String CHALLENGE = "Bearer realm=\"catalog\"";

    private final GatewayClient gateway;
    private final PathMappedEndpoints endpoints;

    ClosedEndpointTests(@LocalServerPort int port, PathMappedEndpoints endpoints) {
        this.gateway = new GatewayClient(port);
        this.endpoints = endpoints;
    }

    @Test
    void whatIsNeitherHealthNorMetricsIsClosedToEverybody() {
        List<String> closed = endpoints.getAllPaths().stream()
                .flatMap(path -> Stream.of(path, path + "/any"))
                .filter(path -> !path.matches("/actuator/(health|prometheus)(/.*)?"))
                .toList();

        assertThat(closed)
                .contains("/actuator/env", "/actuator/beans", "/actuator/loggers", "/actuator/metrics")
                .contains("/actuator/threaddump", "/actuator/mappings", "/actuator/configprops");
        for (String path : closed) {
            for (String method : List.of("GET", "POST", "DELETE")) {
                assertClosed(path, method);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator", "/actuator/"})
    void theListOfThemIsClosedToo(String path) {
        assertClosed(path, "GET");
    }

    private void assertClosed(String path, String method) {
        HttpResponse<String> anonymous = gateway.send(gateway.request(path).method(method, BodyPublishers.noBody()));
        HttpResponse<String> admin = gateway.send(asAdmin(path).method(method, BodyPublishers.noBody()));

        assertThat(anonymous.statusCode()).as("%s %s", method, path).isEqualTo(401);
        assertThat(anonymous.headers().firstValue("WWW-Authenticate")).contains(CHALLENGE);
        assertThat(codeOf(anonymous)).isEqualTo("UNAUTHENTICATED");
        assertThat(admin.statusCode()).as("%s %s", method, path).isEqualTo(403);
        assertThat(codeOf(admin)).isEqualTo("FORBIDDEN");
    }

    @Test
    void healthIsOneWordToAnybody() {
        JsonNode health = GatewayClient.json(gateway.get("/actuator/health"));

        assertThat(health.propertyNames()).containsExactlyInAnyOrder("groups", "status");
        assertThat(health.at("/groups").toString()).isEqualTo("[\"liveness\",\"readiness\"]");
        assertThat(gateway.get("/actuator/health/readiness").body()).isEqualTo("{\"status\":\"UP\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"db", "redis", "feed", "diskSpace", "readiness/readinessState"})
    void partsOfTheHealthAreNotForAnybody(String part) {
        assertThat(gateway.get("/actuator/health/" + part).statusCode()).isEqualTo(404);
    }

    @Test
    void healthNamesItsPartsToOperatorsAndTellsNoMoreOfThem() {
        JsonNode health = GatewayClient.json(gateway.send(asAdmin("/actuator/health")));

        assertThat(health.at("/components").propertyNames()).contains("db", "feed", "redis");
        assertThat(health.at("/components").valueStream().toList())
                .allSatisfy(part -> assertThat(part.propertyNames()).isSubsetOf("status", "description"));
    }

    private HttpRequest.Builder asAdmin(String path) {
        return gateway.request(path).header("Authorization", "Bearer " + HttpGatewayTest.ADMIN_TOKEN);
    }

    private static String codeOf(HttpResponse<String> answer) {
        return GatewayClient.json(answer).at("/errors/0/extensions/code").asString();
    }
}
