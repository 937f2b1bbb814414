package dev.catalog.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.catalog.support.CatalogGatewayTest;
import dev.catalog.support.GatewayClient;
import dev.catalog.support.SocketClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** A gateway without any setting of security: nobody is more than anybody, and no page of another origin may ask. */
@CatalogGatewayTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class NoTokenTests {

    private final GatewayClient gateway;
    private final int port;

    NoTokenTests(@LocalServerPort int port) {
        this.gateway = new GatewayClient(port);
        this.port = port;
    }

    @Test
    void nobodyIsAnAdministrator() {
        JsonNode answer =
                GatewayClient.json(gateway.ask("{cacheRegions {name} warmingJobs {totalCount} productCount}"));

        assertThat(answer.at("/errors")
                        .valueStream()
                        .map(error -> error.at("/extensions/code").asString()))
                .containsExactly("UNAUTHENTICATED", "UNAUTHENTICATED");
        assertThat(answer.at("/data/productCount").isNumber()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Bearer null", "Bearer admin", "Bearer eyJhbGciOiJub25lIn0.eyJzY29wZSI6ImNhdGFsb2c6d3JpdGUifQ."})
    void noTokenIsValid(String authorization) {
        assertThat(gateway.ask("{__typename}", "Authorization", authorization).statusCode())
                .isEqualTo(401);
    }

    @Test
    void pagesOfOtherOriginsReadNothing() {
        HttpResponse<String> preflight = gateway.send(gateway.request("/graphql")
                .header("Origin", "https://shop.example")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "content-type")
                .method("OPTIONS", BodyPublishers.noBody()));
        HttpResponse<String> answer = gateway.ask("{__typename}", "Origin", "https://shop.example");

        for (HttpResponse<String> each : List.of(preflight, answer)) {
            assertThat(each.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control-"));
        }
        assertThatThrownBy(() -> SocketClient.open(port, "Origin", "https://shop.example"))
                .hasCauseInstanceOf(WebSocketHandshakeException.class);
    }

    @Test
    void pagesOfTheGatewaysOwnOriginOpenSockets() {
        try (SocketClient socket = SocketClient.open(port, "Origin", "http://127.0.0.1:" + port)) {
            assertThat(socket.protocol()).isEqualTo("graphql-transport-ws");
        }
    }

    @Test
    void behindAProxyThatSpeaksHttpsItsOriginIsTheGatewaysOwn() {
        try (SocketClient socket = SocketClient.open(
                port, "Origin", "https://127.0.0.1", "X-Forwarded-Proto", "https", "X-Forwarded-Host", "127.0.0.1")) {
            assertThat(socket.protocol()).isEqualTo("graphql-transport-ws");
        }
    }
}
