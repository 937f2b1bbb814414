package dev.catalog.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.product.Product;
import dev.catalog.support.CatalogFixtures;
import dev.catalog.support.GatewayClient;
import dev.catalog.support.HttpGatewayTest;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.json.JsonMapper;

/** What any page can make a browser send without asking first changes nothing, with whichever token it came. */
@HttpGatewayTest
class ForgedRequestTests {

    private final GatewayClient gateway;
    private final CatalogFixtures catalog;
    private Product lamp;
    private String mutation;

    ForgedRequestTests(@LocalServerPort int port, CatalogFixtures catalog) {
        this.gateway = new GatewayClient(port);
        this.catalog = catalog;
    }

    @BeforeEach
    void fillCatalog() {
        catalog.clear();
        lamp = catalog.product("Lamp").in(catalog.category("Lamps").insert()).insert();
        mutation = "mutation {updateProduct(input: {id: %d, name: \"Forged\"}) {product {name}}}"
                .formatted(lamp.databaseId());
    }

    @AfterEach
    void emptyCatalog() {
        catalog.clear();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "text/plain",
                "text/plain; charset=application/json",
                "text/plain, application/json",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x"
            })
    void aPostIsNoOperationUnlessItSaysThatItIsJson(@Nullable String contentType) {
        String json = new JsonMapper().writeValueAsString(Map.of("query", mutation));
        String form = "query=" + URLEncoder.encode(mutation, UTF_8);
        String parts = "--x\r\nContent-Disposition: form-data; name=\"operations\"\r\n\r\n" + json + "\r\n--x--\r\n";

        for (String body : new String[] {json, form, parts}) {
            HttpRequest.Builder request = withToken("/graphql").POST(BodyPublishers.ofString(body));
            HttpResponse<String> answer =
                    gateway.send(contentType == null ? request : request.header("Content-Type", contentType));

            assertThat(answer.statusCode()).isEqualTo(415);
            assertThat(GatewayClient.json(answer)
                            .at("/errors/0/extensions/code")
                            .asString())
                    .isEqualTo("BAD_USER_INPUT");
        }
        assertUnchanged();
    }

    @Test
    void thatAPostIsJsonMustBeSaidInItsHeader() {
        HttpResponse<String> answer = gateway.send(withToken("/graphql?query=" + URLEncoder.encode(mutation, UTF_8))
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("")));

        assertThat(answer.statusCode()).isEqualTo(415);
        assertUnchanged();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void whatIsOnlyReadIsNotChanged(String method) {
        HttpResponse<String> answer = gateway.send(withToken("/graphql?query=" + URLEncoder.encode(mutation, UTF_8))
                .method(method, BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("POST");
        assertUnchanged();
    }

    private HttpRequest.Builder withToken(String path) {
        return gateway.request(path).header("Authorization", "Bearer " + HttpGatewayTest.ADMIN_TOKEN);
    }

    private void assertUnchanged() {
        assertThat(GatewayClient.json(gateway.ask("{product(id: " + lamp.databaseId() + ") {name}}"))
                        .at("/data/product/name")
                        .asString())
                .isEqualTo("Lamp");
    }
}
