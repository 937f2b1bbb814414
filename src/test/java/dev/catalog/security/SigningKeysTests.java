package dev.catalog.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.catalog.support.SettableClock;
import dev.catalog.support.TestIdentityProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/** From where the keys come that tokens are judged by, and what holds while they don't. */
@ExtendWith(OutputCaptureExtension.class)
class SigningKeysTests {

    private static final String JWT = "spring.security.oauth2.resourceserver.jwt.";
    private static final String LOST = "The identity provider does not tell its keys";
    private static final String FOUND = "The identity provider tells its keys again";
    private static final Duration A_WHILE = Duration.ofSeconds(11);
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final SettableClock clock = new SettableClock(NOW);
    private final TestIdentityProvider provider = TestIdentityProvider.start();

    @AfterEach
    void stopProvider() {
        provider.close();
    }

    @Test
    void keysAreAskedForOnceForManyTokens() {
        try (TokenBeans tokens = byIssuer()) {
            assertTaken(tokens, token());
            int before = provider.asked();

            clock.advance(Duration.ofMinutes(4));
            assertTaken(tokens, token());
            assertThat(provider.asked()).isEqualTo(before);

            clock.advance(Duration.ofMinutes(2));
            assertTaken(tokens, token());
            assertThat(provider.asked()).isEqualTo(before + 1);
        }
    }

    @Test
    void aNewKeyIsFoundAndTheOldOneForgotten() {
        try (TokenBeans tokens = byIssuer()) {
            String old = token();
            assertTaken(tokens, old);

            provider.rotateKeys();
            clock.advance(A_WHILE);

            assertTaken(tokens, token());
            assertRefused(tokens, old);
        }
    }

    @Test
    void aNewKeyMayBeOfAnotherKind() {
        provider.tellCurve(false);
        try (TokenBeans tokens = byIssuer()) {
            assertTaken(tokens, token());
            assertRefused(tokens, provider.signWithCurve(valid()));

            provider.tellCurve(true);
            clock.advance(A_WHILE);

            assertTaken(tokens, provider.signWithCurve(valid()));
        }
    }

    @Test
    void whoAsksForItIsToldInTheLogWhyATokenIsRefused(CapturedOutput output) {
        LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());
        String expired = provider.sign(valid().expirationTime(Date.from(NOW.minusSeconds(61))));
        try (TokenBeans tokens = byIssuer()) {
            logging.setLogLevel("dev.catalog.security", LogLevel.DEBUG);
            assertRefused(tokens, expired);
        } finally {
            logging.setLogLevel("dev.catalog.security", null);
        }

        assertThat(output.getAll())
                .contains("A JWT is refused", "Jwt expired at")
                .doesNotContain(expired);
    }

    @Test
    void keysThatSomebodyMadeUpAreAskedForOnceInAWhile() {
        try (TokenBeans tokens = byIssuer()) {
            assertTaken(tokens, token());
            int before = provider.asked();

            clock.advance(A_WHILE);
            for (int n = 0; n < 20; n++) {
                assertRefused(tokens, madeUp());
            }

            assertThat(provider.asked()).isEqualTo(before + 1);
        }
    }

    @Test
    void whileTheProviderIsAwayKnownKeysAreUsedAndNoOthersJudged(CapturedOutput output) {
        try (TokenBeans tokens = byIssuer()) {
            assertTaken(tokens, token());
            provider.close();

            clock.advance(Duration.ofMinutes(30));
            assertTaken(tokens, token());
            assertNotJudged(tokens, madeUp());
            assertTaken(tokens, token());
            clock.advance(Duration.ofMinutes(31));
            assertNotJudged(tokens, token());

            provider.listen();
            clock.advance(A_WHILE);
            assertTaken(tokens, token());
            assertRefused(tokens, madeUp());
            assertThat(output.getAll()).containsOnlyOnce(LOST).containsOnlyOnce(FOUND);
        }
    }

    @Test
    void aProviderThatWasNeverThereIsAskedAgainLater(CapturedOutput output) {
        provider.close();
        try (TokenBeans tokens = byIssuer()) {
            for (int n = 0; n < 5; n++) {
                assertNotJudged(tokens, token());
                clock.advance(Duration.ofSeconds(2));
            }
            assertRefused(tokens, "unknown");

            provider.listen();

            assertTaken(tokens, token());
            assertThat(output.getAll()).containsOnlyOnce(LOST).containsOnlyOnce(FOUND);
        }
    }

    @Test
    void aProviderThatFailsIsLeftAloneForAMoment() {
        provider.answerWith(503);
        try (TokenBeans tokens = byIssuer()) {
            for (int n = 0; n < 10; n++) {
                assertNotJudged(tokens, token());
            }
            assertThat(provider.asked()).isEqualTo(1);

            provider.answerWith(200);
            clock.advance(Duration.ofSeconds(1));

            assertTaken(tokens, token());
        }
    }

    @Test
    void aProviderThatHangsHoldsNobodyUpForLong() throws InterruptedException {
        provider.hang();
        try (TokenBeans tokens = byIssuer();
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<String>> waiting = Collections.nCopies(10, () -> {
                assertNotJudged(tokens, token());
                return "not judged";
            });

            assertThat(callers.invokeAll(waiting, 5, TimeUnit.SECONDS))
                    .allSatisfy(caller -> assertThat(caller).succeedsWithin(Duration.ZERO));
            assertThat(provider.asked()).isEqualTo(1);
        }
    }

    @Test
    void anIssuerByAnotherNameIsNotJudged(CapturedOutput output) {
        String other = provider.issuer().replace("127.0.0.1", "localhost");
        try (TokenBeans tokens = new TokenBeans(clock, JWT + "issuer-uri=" + other)) {
            assertNotJudged(tokens, token());

            assertThat(output.getAll()).containsOnlyOnce(LOST).contains("did not match the requested issuer");
        }
    }

    @Test
    void keysMayBeNamedByTheirAddressAlone() {
        try (TokenBeans tokens = new TokenBeans(clock, JWT + "jwk-set-uri=" + provider.keysAddress())) {
            assertTaken(tokens, token());
            assertTaken(tokens, provider.sign(valid().issuer("another").audience("other")));
            assertRefused(tokens, provider.signWithCurve(valid()));
        }
    }

    @Test
    void withTheKeysAddressTheIssuerAndTheAlgorithmsAreThoseOfTheSettings() {
        try (TokenBeans tokens = new TokenBeans(
                clock,
                JWT + "jwk-set-uri=" + provider.keysAddress(),
                JWT + "issuer-uri=https://issuer.example",
                JWT + "jws-algorithms=ES256")) {
            assertTaken(tokens, provider.signWithCurve(valid().issuer("https://issuer.example")));
            assertRefused(tokens, provider.signWithCurve(valid()));
            assertRefused(tokens, provider.sign(valid().issuer("https://issuer.example")));
        }
    }

    @Test
    void aKeyInAFileNeedsNoProvider(@TempDir Path folder) throws IOException, JOSEException {
        byte[] key = provider.key().toRSAPublicKey().getEncoded();
        Path file = Files.writeString(
                folder.resolve("key.pem"),
                "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder().encodeToString(key)
                        + "\n-----END PUBLIC KEY-----\n");
        try (TokenBeans tokens = new TokenBeans(clock, JWT + "public-key-location=" + file.toUri())) {
            assertTaken(tokens, token());
            assertRefused(tokens, madeUp());
            assertThat(provider.asked()).isZero();
        }
    }

    @Test
    void rolesMayBeTakenOutOfAnotherClaim() {
        try (TokenBeans tokens = new TokenBeans(
                clock, JWT + "issuer-uri=" + provider.issuer(), JWT + "authorities-claim-name=permissions")) {
            String token = provider.sign(valid().claim("permissions", List.of(Scope.READ_ALL)));

            assertThat(tokens.callerOf(token).scopes()).containsExactly(Scope.READ_ALL);
        }
    }

    private TokenBeans byIssuer() {
        return new TokenBeans(clock, JWT + "issuer-uri=" + provider.issuer());
    }

    private JWTClaimsSet.Builder valid() {
        return provider.claims().expirationTime(Date.from(clock.instant().plusSeconds(60)));
    }

    private String token() {
        return provider.sign(valid());
    }

    private String madeUp() {
        return TestIdentityProvider.sign(valid(), TestIdentityProvider.foreignKey(), JOSEObjectType.JWT);
    }

    private static void assertTaken(TokenBeans tokens, String token) {
        assertThat(tokens.callerOf(token).authenticated()).isTrue();
    }

    private static void assertRefused(TokenBeans tokens, String token) {
        assertThatExceptionOfType(InvalidBearerTokenException.class).isThrownBy(() -> tokens.callerOf(token));
    }

    private static void assertNotJudged(TokenBeans tokens, String token) {
        assertThatExceptionOfType(AuthenticationServiceException.class).isThrownBy(() -> tokens.callerOf(token));
    }
}
