package dev.catalog.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.catalog.support.GatewayClient;
import dev.catalog.support.HttpGatewayTest;
import dev.catalog.support.IdentityGatewayTest;
import dev.catalog.support.SettableClock;
import dev.catalog.support.SocketClient;
import dev.catalog.support.TestIdentityProvider;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.Date;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What a JWT does over every transport, and what is said where it does nothing. */
@IdentityGatewayTest
class IdentityOverHttpTests {

    private static final String SCOPED = "{productCount(filter: {includeInactive: true})}";
    private static final String NOT_JUDGED =
            "{\"errors\":[{\"message\":\"The token cannot be judged at the moment; try again later.\","
                    + "\"extensions\":{\"code\":\"UNAVAILABLE\"}}]}";

    private final TestIdentityProvider provider = TestIdentityProvider.shared();
    private final GatewayClient gateway;
    private final int port;
    private final SettableClock clock;

    IdentityOverHttpTests(@LocalServerPort int port, SettableClock clock) {
        this.gateway = new GatewayClient(port);
        this.port = port;
        this.clock = clock;
    }

    @Test
    void aTokenGivesItsScopesAndNoOthers() {
        String reader = provider.sign(claims().claim("scope", Scope.READ_ALL));
        String other = provider.sign(claims().claim("scope", "openid " + Scope.CACHE_MANAGE));

        assertThat(ask(reader).has("errors")).isFalse();
        assertThat(ask(other).at("/errors/0/extensions/code").asString()).isEqualTo("FORBIDDEN");
    }

    @Test
    void aTokenCountsOverWebSocketsToo() {
        try (SocketClient socket =
                SocketClient.authenticated(port, provider.sign(claims().claim("scp", new String[] {Scope.READ_ALL})))) {
            socket.subscribe("a", SCOPED);

            assertThat(socket.await("next").at("/payload/errors").isMissingNode())
                    .isTrue();
        }
    }

    @Test
    void whyATokenIsRefusedIsNoneOfTheCallersBusiness() {
        String expired =
                provider.sign(claims().expirationTime(Date.from(clock.instant().minusSeconds(61))));

        HttpResponse<String> answer = gateway.ask("{__typename}", "Authorization", "Bearer " + expired);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .contains("Bearer realm=\"catalog\", error=\"invalid_token\"");
        assertThat(answer.body())
                .isEqualTo("{\"errors\":[{\"message\":\"The Authorization header holds no valid bearer token.\","
                        + "\"extensions\":{\"code\":\"UNAUTHENTICATED\"}}]}");
    }

    @Test
    void aTokenThatCannotBeJudgedIsNoBadTokenAndTheOthersGoOn() {
        String unknownKey = whileTheProviderIsAway();
        try {
            for (String accept : new String[] {"application/json", "text/event-stream"}) {
                HttpResponse<String> answer =
                        gateway.ask("{__typename}", "Authorization", "Bearer " + unknownKey, "Accept", accept);

                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.headers().firstValue("WWW-Authenticate")).isEmpty();
                assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
                assertThat(answer.body()).isEqualTo(NOT_JUDGED);
            }
            assertThat(ask(HttpGatewayTest.ADMIN_TOKEN).has("errors")).isFalse();
            assertThat(gateway.ask("{__typename}", "Authorization", "Bearer unknown")
                            .statusCode())
                    .isEqualTo(401);
            assertThat(gateway.ask("{__typename}").statusCode()).isEqualTo(200);
        } finally {
            provider.listen();
        }
    }

    @Test
    void aSocketWhoseTokenCannotBeJudgedIsToldToTryAgain() {
        String unknownKey = whileTheProviderIsAway();
        try (SocketClient socket = SocketClient.open(port)) {
            socket.init(Map.of("Authorization", "Bearer " + unknownKey));

            assertThat(socket.awaitClose()).isEqualTo(1013);
            assertThat(socket.messages()).isEmpty();
            assertThatThrownBy(() -> SocketClient.open(port, "Authorization", "Bearer " + unknownKey))
                    .hasCauseInstanceOf(WebSocketHandshakeException.class)
                    .cause()
                    .extracting(refusal -> ((WebSocketHandshakeException) refusal)
                            .getResponse()
                            .statusCode())
                    .isEqualTo(503);
        } finally {
            provider.listen();
        }
    }

    private JsonNode ask(String token) {
        return GatewayClient.json(gateway.ask(SCOPED, "Authorization", "Bearer " + token));
    }

    /** Returns a token that names a key which the provider, unreachable from now on, can't be asked for. */
    private String whileTheProviderIsAway() {
        assertThat(ask(provider.sign(claims())).at("/errors/0/extensions/code").asString())
                .isEqualTo("FORBIDDEN");
        clock.advance(Duration.ofSeconds(11));
        provider.close();
        return TestIdentityProvider.sign(claims(), TestIdentityProvider.foreignKey(), JOSEObjectType.JWT);
    }

    private JWTClaimsSet.Builder claims() {
        return provider.claims().expirationTime(Date.from(clock.instant().plusSeconds(3600)));
    }
}
