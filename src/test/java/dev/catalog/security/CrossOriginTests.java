package dev.catalog.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.support.GatewayClient;
import dev.catalog.support.HttpGatewayTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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

    @Test
    void aPageOfAnotherOriginMayNotAsk() {
        assertThat(preflight("/graphql", OTHER_ORIGIN).statusCode()).isEqualTo(403);
        assertThat(gateway.ask("{__typename}", "Origin", OTHER_ORIGIN).statusCode())
                .isEqualTo(403);
    }

    @Test
    void nothingButTheEndpointIsForOtherOrigins() {
        assertThat(preflight("/actuator/health", HttpGatewayTest.ORIGIN)
                        .headers()
                        .firstValue(ALLOWED))
                .isEmpty();
    }

    private HttpResponse<String> preflight(String path, String origin) {
        return gateway.send(gateway.request(path)
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .method("OPTIONS", BodyPublishers.noBody()));
    }
}
