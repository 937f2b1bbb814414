package dev.catalog.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.catalog.startup.StartupException;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

@ExtendWith(OutputCaptureExtension.class)
class StaticTokensTests {

    private static final String SAID = "No token is set, so every caller is anonymous";
    private static final String SECRET = "s3cret-Token.~+/==";

    @Test
    void aTokenHasItsScopesAlone() {
        StaticTokens tokens = tokens(Map.of(
                "CATALOG_SECURITY_TOKENS_0_VALUE", "other",
                "CATALOG_SECURITY_TOKENS_0_SCOPES", "warming:manage",
                "CATALOG_SECURITY_TOKENS_1_VALUE", SECRET,
                "CATALOG_SECURITY_TOKENS_1_SCOPES", "catalog:read-all,cache:manage"));

        assertThat(caller(tokens, SECRET)).isEqualTo(new Caller(true, Set.of(Scope.READ_ALL, Scope.CACHE_MANAGE)));
        assertThat(caller(tokens, "other")).isEqualTo(new Caller(true, Set.of(Scope.WARMING_MANAGE)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CATALOG_SECURITY_ADMIN_TOKEN", "CATALOG_SECURITY_ADMINTOKEN"})
    void theAdminTokenHasAllScopes(String variable) {
        StaticTokens tokens = tokens(Map.of(variable, SECRET));

        assertThat(caller(tokens, SECRET)).isEqualTo(new Caller(true, Scope.ALL));
    }

    @Test
    void aTokenWithoutScopesIsATokenStill() {
        StaticTokens tokens = tokens(Map.of("CATALOG_SECURITY_TOKENS_0_VALUE", SECRET));

        assertThat(caller(tokens, SECRET)).isEqualTo(new Caller(true, Set.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "S3CRET-TOKEN.~+/==", "s3cret-Token.~+/=", "s3cret-Token.~+/=== "})
    void anotherTokenIsRefused(String token) {
        StaticTokens tokens = tokens(Map.of("CATALOG_SECURITY_ADMINTOKEN", SECRET));

        assertThatExceptionOfType(AuthenticationException.class).isThrownBy(() -> caller(tokens, token));
    }

    @Test
    void withoutSettingsNobodyIsAdministrator() {
        assertThatExceptionOfType(AuthenticationException.class).isThrownBy(() -> caller(tokens(Map.of()), "anything"));
    }

    @Test
    void whereNoTokenCouldBeValidTheStartSaysSoInOneLine(CapturedOutput output) {
        try (TokenBeans _ = new TokenBeans(Clock.systemUTC())) {
            assertThat(output.getAll().lines().filter(line -> line.contains(SAID)))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "catalog.security.admin-token=a",
                "catalog.security.tokens[0].value=a",
                "spring.security.oauth2.resourceserver.jwt.issuer-uri=http://127.0.0.1:1"
            })
    void whereATokenCouldBeValidTheStartSaysNothing(String setting, CapturedOutput output) {
        try (TokenBeans _ = new TokenBeans(Clock.systemUTC(), setting)) {
            assertThat(output.getAll()).doesNotContain(SAID);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void aBlankTokenEndsTheStart(String blank) {
        assertEnds(
                Map.of("CATALOG_SECURITY_ADMINTOKEN", blank),
                "catalog.security.admin-token (CATALOG_SECURITY_ADMINTOKEN) is blank.");
        assertEnds(
                Map.of("CATALOG_SECURITY_TOKENS_0_VALUE", blank, "CATALOG_SECURITY_TOKENS_0_SCOPES", "cache:manage"),
                "catalog.security.tokens[0].value (CATALOG_SECURITY_TOKENS_0_VALUE) is blank.");
    }

    @Test
    void aMissingTokenEndsTheStart() {
        assertEnds(
                Map.of("CATALOG_SECURITY_TOKENS_0_SCOPES", "cache:manage"),
                "catalog.security.tokens[0].value (CATALOG_SECURITY_TOKENS_0_VALUE) is missing.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"with space", "schlüssel", "a=b", "semi;colon", "="})
    void aTokenThatNoClientCouldSendEndsTheStart(String token) {
        assertEnds(
                Map.of("CATALOG_SECURITY_ADMINTOKEN", token),
                "catalog.security.admin-token (CATALOG_SECURITY_ADMINTOKEN) cannot be sent as a bearer token: "
                        + "it may hold letters, digits and -._~+/, and = at its end.");
    }

    @Test
    void anUnknownScopeEndsTheStart() {
        assertEnds(
                Map.of(
                        "CATALOG_SECURITY_TOKENS_0_VALUE",
                        SECRET,
                        "CATALOG_SECURITY_TOKENS_0_SCOPES",
                        "catalog:read-all,catalog:read"),
                "catalog.security.tokens[0].scopes (CATALOG_SECURITY_TOKENS_0_SCOPES) names the unknown scope "
                        + "\"catalog:read\"; there are cache:manage, catalog:read-all, catalog:write, warming:manage.");
    }

    @Test
    void twoEqualTokensEndTheStart() {
        assertEnds(
                Map.of("CATALOG_SECURITY_ADMINTOKEN", SECRET, "CATALOG_SECURITY_TOKENS_0_VALUE", SECRET),
                "catalog.security.tokens[0].value (CATALOG_SECURITY_TOKENS_0_VALUE) is the same token as "
                        + "catalog.security.admin-token (CATALOG_SECURITY_ADMINTOKEN).");
    }

    @Test
    void settingsDoNotShowTheirTokens() {
        SecurityProperties properties = bind(
                Map.of("CATALOG_SECURITY_ADMINTOKEN", SECRET, "CATALOG_SECURITY_TOKENS_0_VALUE", "another" + SECRET));

        assertThat(properties.toString()).contains("TokenHash").doesNotContain(SECRET);
    }

    private static void assertEnds(Map<String, Object> environment, String message) {
        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(() -> tokens(environment))
                .withMessage(message);
    }

    private static Caller caller(StaticTokens tokens, String token) {
        return Caller.of(tokens.authenticate(new BearerTokenAuthenticationToken(token)));
    }

    private static StaticTokens tokens(Map<String, Object> environment) {
        return new StaticTokens(bind(environment));
    }

    private static SecurityProperties bind(Map<String, Object> variables) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .forEach(source -> environment.getPropertySources().remove(source.getName()));
        environment.getPropertySources().addFirst(new SystemEnvironmentPropertySource("systemEnvironment", variables));
        ConfigurationPropertySources.attach(environment);
        return Binder.get(environment).bindOrCreate("catalog.security", SecurityProperties.class);
    }
}
