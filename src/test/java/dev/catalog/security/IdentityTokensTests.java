package dev.catalog.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.catalog.support.SettableClock;
import dev.catalog.support.TestIdentityProvider;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/** Whom a JWT makes its bearer, with real keys of a real provider. */
class IdentityTokensTests {

    private static final String STATIC_TOKEN = "opaque.static.token";
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private static TestIdentityProvider provider;

    private static TokenBeans tokens;

    @BeforeAll
    static void start() {
        provider = TestIdentityProvider.start();
        tokens = new TokenBeans(
                new SettableClock(NOW),
                "catalog.security.admin-token=" + STATIC_TOKEN,
                "spring.security.oauth2.resourceserver.jwt.issuer-uri=" + provider.issuer(),
                "spring.security.oauth2.resourceserver.jwt.audiences=other," + TestIdentityProvider.AUDIENCE);
    }

    @AfterAll
    static void stop() {
        tokens.close();
        provider.close();
    }

    static Stream<UnaryOperator<JWTClaimsSet.Builder>> scopes() {
        return Stream.of(
                claims -> claims.claim("scope", "openid catalog:read-all profile warming:manage"),
                claims -> claims.claim("scope", List.of("catalog:read-all", "email", "warming:manage")),
                claims -> claims.claim("scp", "catalog:read-all warming:manage catalog:everything"),
                claims -> claims.claim("scp", List.of("warming:manage", "catalog:read-all")));
    }

    @ParameterizedTest
    @MethodSource("scopes")
    void aTokenHasTheScopesThatThisGatewayKnows(UnaryOperator<JWTClaimsSet.Builder> scopes) {
        String token = provider.sign(scopes.apply(valid()));

        assertThat(tokens.callerOf(token)).isEqualTo(new Caller(true, Set.of(Scope.READ_ALL, Scope.WARMING_MANAGE)));
    }

    static Stream<UnaryOperator<JWTClaimsSet.Builder>> noScopes() {
        return Stream.of(
                claims -> claims,
                claims -> claims.claim("scope", ""),
                claims -> claims.claim("scope", 1),
                claims -> claims.claim("scp", List.of()),
                claims -> claims.claim("scope", "catalog:READ-ALL read-all SCOPE_catalog:read-all"));
    }

    @ParameterizedTest
    @MethodSource("noScopes")
    void aTokenWithoutScopesIsATokenStill(UnaryOperator<JWTClaimsSet.Builder> scopes) {
        assertThat(tokens.callerOf(provider.sign(scopes.apply(valid())))).isEqualTo(new Caller(true, Set.of()));
    }

    @Test
    void keysOfACurveSignAsWell() {
        assertThat(tokens.callerOf(provider.signWithCurve(valid())).authenticated())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"JWT", "jwt", "at+jwt", "application/at+jwt"})
    void typesOfAccessTokensAreTaken(String type) {
        String token = TestIdentityProvider.sign(valid(), provider.key(), new JOSEObjectType(type));

        assertThat(tokens.callerOf(token).authenticated()).isTrue();
    }

    @Test
    void clocksMayDifferByAMinute() {
        String ended = provider.sign(valid().expirationTime(Date.from(NOW.minusSeconds(60))));
        String early = provider.sign(valid().notBeforeTime(Date.from(NOW.plusSeconds(60))));

        assertThat(tokens.callerOf(ended).authenticated()).isTrue();
        assertThat(tokens.callerOf(early).authenticated()).isTrue();
    }

    static Stream<UnaryOperator<JWTClaimsSet.Builder>> badClaims() {
        return Stream.of(
                claims -> claims.expirationTime(Date.from(NOW.minusSeconds(61))),
                claims -> claims.notBeforeTime(Date.from(NOW.plusSeconds(61))),
                claims -> claims.audience("another"),
                claims -> claims.audience((String) null),
                claims -> claims.issuer("http://127.0.0.1/shop"),
                claims -> claims.issuer(null),
                claims -> claims.claim("exp", "never"),
                claims -> claims.claim("cnf", Map.of("jkt", "a key's thumbprint")),
                claims -> claims.claim("cnf", Map.of("x5t#S256", "a certificate's")),
                claims -> claims.claim("cnf", "neither"),
                claims -> claims.claim("scope", List.of(Map.of("name", "catalog:write"))));
    }

    @ParameterizedTest
    @MethodSource("badClaims")
    void badClaimsAreRefused(UnaryOperator<JWTClaimsSet.Builder> bad) {
        assertRefused(provider.sign(bad.apply(valid())));
    }

    @Test
    void aSignatureOfAnotherKeyIsRefused() {
        RSAKey theirs = TestIdentityProvider.foreignKey();
        RSAKey posing =
                new RSAKey.Builder(theirs).keyID(provider.key().getKeyID()).build();

        assertRefused(TestIdentityProvider.sign(valid(), theirs, JOSEObjectType.JWT));
        assertRefused(TestIdentityProvider.sign(valid(), posing, JOSEObjectType.JWT));
    }

    @Test
    void changedClaimsAreRefused() {
        String[] plain = provider.sign(valid()).split("\\.", 3);
        String[] powerful =
                provider.sign(valid().claim("scope", "catalog:write")).split("\\.", 3);

        assertRefused(String.join(".", plain[0], powerful[1], plain[2]));
    }

    @Test
    void anUnsignedTokenIsRefused() {
        assertRefused(new PlainJWT(valid().build()).serialize());
    }

    @Test
    void thePublicKeyIsNoSharedSecret() throws JOSEException {
        byte[] publicKey = provider.key().toRSAPublicKey().getEncoded();
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .keyID(provider.key().getKeyID())
                        .build(),
                valid().build());
        token.sign(new MACSigner(publicKey));

        assertRefused(token.serialize());
    }

    @ParameterizedTest
    @ValueSource(strings = {"logout+jwt", "dpop+jwt", "secevent+jwt"})
    void otherTypesOfTokensAreRefused(String type) {
        assertRefused(TestIdentityProvider.sign(valid(), provider.key(), new JOSEObjectType(type)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unknown",
                "a.b.c",
                "..",
                "e30.e30.e30",
                "eyJhbGciOiJub25lIn0.e30.",
                "eyJhbGciOiJub25lIn0.e30.AA",
                "eyJhbGciOiJIUzI1NiJ9.e30.AA",
                "eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..AA.AA.AA"
            })
    void whatIsNoSignedTokenIsNoneOfTheProvidersBusiness(String token) {
        int before = provider.asked();

        assertRefused(token);

        assertThat(provider.asked()).isEqualTo(before);
    }

    @Test
    void aTokenOfTheSettingsIsNoneOfTheProvidersBusiness() {
        int before = provider.asked();

        assertThat(tokens.callerOf(STATIC_TOKEN)).isEqualTo(new Caller(true, Scope.ALL));

        assertThat(provider.asked()).isEqualTo(before);
    }

    private void assertRefused(String token) {
        assertThatExceptionOfType(InvalidBearerTokenException.class).isThrownBy(() -> tokens.callerOf(token));
    }

    private JWTClaimsSet.Builder valid() {
        return provider.claims().expirationTime(Date.from(NOW.plusSeconds(300)));
    }
}
