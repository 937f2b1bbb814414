package dev.catalog.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.support.CatalogGatewayTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

@CatalogGatewayTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "catalog.security.admin-token=admin-token",
            "catalog.security.tokens[0].value=reader-token",
            "catalog.security.tokens[0].scopes=catalog:read-all"
        })
class BearerTokenTests {

    private final HttpClient client = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Test
    void anybodyMayAsk() throws Exception {
        var answer = client.send(post("/graphql", "{__typename}").build(), HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"data\":{\"__typename\":\"Query\"}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer admin-token", "bearer reader-token"})
    void aKnownTokenIsTaken(String authorization) throws Exception {
        var answer = ask(authorization);

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer other-token",
                "Bearer admin-token2",
                "Bearer admin token",
                "Bearer",
                "Bearer ",
                "Basic YWRtaW46YWRtaW4=",
                "admin-token",
                "Digest username=\"x\""
            })
    void anythingElseIsUnauthenticatedWhateverIsAsked(String authorization) throws Exception {
        var answer = ask(authorization);

        assertThat(answer.statusCode()).isEqualTo(401);
    }

    private HttpResponse<String> ask(String authorization) throws IOException, InterruptedException {
        return client.send(
                post("/graphql", "{__typename}")
                        .header("Authorization", authorization)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder post(String path, String document) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"query\":\"" + document + "\"}"));
    }
}
