package dev.catalog.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.support.CatalogFixtures;
import dev.catalog.support.GatewayClient;
import dev.catalog.support.HttpGatewayTest;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@HttpGatewayTest
class CrossOriginTests {

    private static final String OTHER_ORIGIN = "https://evil.example";
    private static final String ALLOWED = "Access-Control-Allow-Origin";

    @LocalServerPort
    private int port;

    private GatewayClient gateway;

    @BeforeEach
    void connect() {
        gateway = new GatewayClient(port);
    }

    @Test
    void aPageOfAnAllowedOriginMayAsk() {
        HttpResponse<String> asked = preflight("/graphql", HttpGatewayTest.ORIGIN);
        HttpResponse<String> answer = gateway.ask("{__typename}", "Origin", HttpGatewayTest.ORIGIN);

        assertThat(asked.statusCode()).isEqualTo(200);
        assertThat(asked.headers().firstValue(ALLOWED)).contains(HttpGatewayTest.ORIGIN);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().allValues(ALLOWED)).containsExactly(HttpGatewayTest.ORIGIN);
    }

    @Test
    void aPageOfAnAllowedOriginMayAskByGetToo() {
        HttpResponse<String> answer = gateway.send(gateway.request("/graphql?query=%7B__typename%7D")
                .header("Origin", HttpGatewayTest.ORIGIN)
                .GET());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().allValues(ALLOWED)).containsExactly(HttpGatewayTest.ORIGIN);
    }

    @Test
    void aPageOfAnAllowedOriginReadsThatItsTokenIsRefused() {
        HttpResponse<String> answer =
                gateway.ask("{__typename}", "Origin", HttpGatewayTest.ORIGIN, "Authorization", "Bearer unknown");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue(ALLOWED)).contains(HttpGatewayTest.ORIGIN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                OTHER_ORIGIN,
                "http://shop.example",
                "https://shop.example:8443",
                "https://shop.example.evil.example",
                "https://evil-shop.example",
                "null"
            })
    void aPageOfAnotherOriginMayNotAsk(String origin) {
        HttpResponse<String> asked = preflight("/graphql", origin);
        HttpResponse<String> answer = gateway.ask("{__typename}", "Origin", origin);

        assertThat(asked.statusCode()).isEqualTo(403);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(asked.headers().firstValue(ALLOWED)).isEmpty();
        assertThat(answer.headers().firstValue(ALLOWED)).isEmpty();
    }

    @Test
    void aPageOfAnotherOriginIsToldSoAsByEveryRefusal() {
        HttpResponse<String> answer = gateway.ask("{__typename}", "Origin", OTHER_ORIGIN);

        assertRefusal(answer, "application/json");
        assertRefusal(
                gateway.ask("{__typename}", "Origin", OTHER_ORIGIN, "Accept", "application/graphql-response+json"),
                "application/graphql-response+json");
        assertRefusal(preflight("/graphql", OTHER_ORIGIN), "application/json");
    }

    @Test
    void aPageOfAnotherOriginIsToldSoWhereTheAnswerIsKept(@Autowired CatalogFixtures catalog) {
        String document = "{productCount}";
        catalog.evict();
        gateway.ask(document);
        assertThat(gateway.ask(document).headers().firstValue("X-Cache")).contains("HIT");

        assertRefusal(gateway.ask(document, "Origin", OTHER_ORIGIN), "application/json");
    }

    @Test
    void aPageMaySendATokenAndNoCookies() {
        HttpResponse<String> asked = gateway.send(preflight(
                "/graphql", HttpGatewayTest.ORIGIN, "POST", "authorization,content-type,x-catalog-min-version"));

        assertThat(asked.statusCode()).isEqualTo(200);
        assertThat(asked.headers().firstValue("Access-Control-Allow-Headers"))
                .contains("authorization, content-type, x-catalog-min-version");
        assertThat(asked.headers().firstValue("Access-Control-Allow-Credentials"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH"})
    void aPageMayReadAndPostAlone(String method) {
        assertThat(gateway.send(preflight("/graphql", HttpGatewayTest.ORIGIN, method, "content-type"))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void nothingButTheEndpointIsForOtherOrigins() {
        assertThat(preflight("/actuator/health", HttpGatewayTest.ORIGIN)
                        .headers()
                        .firstValue(ALLOWED))
                .isEmpty();
    }

    private static void assertRefusal(HttpResponse<String> answer, String type) {
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith(type);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.headers().firstValue("X-Request-Id")).isPresent();
        assertThat(answer.body()).isEqualTo("""
                        {"errors":[{"message":"Pages of this origin may not ask, or not with this method or these headers.",\
                        "extensions":{"code":"FORBIDDEN"}}]}""");
    }

    private HttpResponse<String> preflight(String path, String origin) {
        return gateway.send(preflight(path, origin, "POST", "content-type"));
    }

    private HttpRequest.Builder preflight(String path, String origin, String method, String headers) {
        return gateway.request(path)
                .header("Origin", origin)
                .header("Access-Control-Request-Method", method)
                .header("Access-Control-Request-Headers", headers)
                .method("OPTIONS", BodyPublishers.noBody());
    }
}
