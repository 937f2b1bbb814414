package dev.catalog.security;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.support.GatewayClient;
import dev.catalog.support.HttpGatewayTest;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What answers tell a browser not to do with them. */
@HttpGatewayTest
class SecureHeaderTests {

    private static final String KEPT = "/graphql?query=%7Bproducts%7BtotalCount%7D%7D";
    private static final String HTTPS_ONLY = "Strict-Transport-Security";

    private static final Set<String> SAFETY = Set.of(
            "content-security-policy",
            "referrer-policy",
            "strict-transport-security",
            "x-content-type-options",
            "x-frame-options",
            "x-xss-protection");

    private final GatewayClient gateway;

    SecureHeaderTests(@LocalServerPort int port) {
        gateway = new GatewayClient(port);
    }

    @ParameterizedTest
    @ValueSource(strings = {KEPT, "/graphql?query=%7B", "/graphql/schema", "/graphiql/", "/actuator", "/nothing"})
    void noAnswerIsTakenForSomethingElse(String path) {
        for (int n = 0; n < 2; n++) {
            HttpHeaders headers = gateway.get(path).headers();

            assertThat(headers.map())
                    .containsAllEntriesOf(Map.of(
                            "x-content-type-options", List.of("nosniff"),
                            "x-frame-options", List.of("DENY"),
                            "referrer-policy", List.of("no-referrer")));
            assertThat(headers.allValues("Content-Security-Policy"))
                    .singleElement()
                    .asString()
                    .startsWith("default-src 'none'; ")
                    .contains("frame-ancestors 'none'");
            assertThat(headers.firstValue(HTTPS_ONLY)).isEmpty();
        }
    }

    /** Without a token, operations don't pass Spring Security. */
    @ParameterizedTest
    @ValueSource(strings = {"{ categories { totalCount } }", "{ nothing }", "{"})
    void postedOperationsAreAnsweredAlikeWithATokenAndWithout(String document) {
        Map<String, List<String>> anonymous =
                safety(gateway.ask(document, "X-Forwarded-Proto", "https").headers());
        Map<String, List<String>> known = safety(gateway.ask(
                        document,
                        "X-Forwarded-Proto",
                        "https",
                        "Authorization",
                        "Bearer " + HttpGatewayTest.WRITER_TOKEN)
                .headers());

        assertThat(anonymous).hasSize(6).isEqualTo(known);
    }

    private static Map<String, List<String>> safety(HttpHeaders headers) {
        return headers.map().entrySet().stream()
                .filter(header -> SAFETY.contains(header.getKey()))
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @ParameterizedTest
    @ValueSource(strings = {KEPT, "/graphql/schema", "/graphiql/", "/actuator/health", "/actuator"})
    void behindAProxyThatSpeaksHttpsBrowsersKeepToIt(String path) {
        for (int n = 0; n < 2; n++) {
            HttpHeaders headers = gateway.send(gateway.request(path).header("X-Forwarded-Proto", "https"))
                    .headers();

            assertThat(headers.allValues(HTTPS_ONLY)).containsExactly("max-age=31536000");
        }
    }
}
