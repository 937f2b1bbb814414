package dev.catalog.support;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * An identity provider on this machine: its configuration and its public keys over HTTP, as OpenID Connect has them, and
 * the JWTs that it signs.
 */
public final class TestIdentityProvider implements AutoCloseable {

    public static final String AUDIENCE = "catalog";

    private static final JsonMapper JSON = new JsonMapper();

    // Making one takes longer than a test; those of two providers differ in their ids.
    private static final RSAKey FIRST = newKey();
    private static final RSAKey SECOND = newKey();
    private static final RSAKey FOREIGN = newKey();

    private final AtomicInteger asked = new AtomicInteger();
    private final ECKey ecKey = ecKey();
    private volatile RSAKey rsaKey = named(FIRST);
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean hanging;
    private volatile boolean curveIsTold = true;
    private volatile int status = 200;
    private volatile InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private @Nullable HttpServer server;

    private TestIdentityProvider() {}

    /** Starts one, which answers. */
    public static TestIdentityProvider start() {
        TestIdentityProvider provider = new TestIdentityProvider();
        provider.listen();
        return provider;
    }

    /** One for all tests of this JVM that share a gateway, and so its address. */
    public static TestIdentityProvider shared() {
        return Shared.PROVIDER;
    }

    /** Takes connections, at the address of before where there was one. */
    public synchronized void listen() {
        try {
            HttpServer started = HttpServer.create(address, 0);
            started.createContext("/shop/.well-known/openid-configuration", this::configuration);
            started.createContext("/shop/keys", this::keys);
            started.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            started.start();
            address = started.getAddress();
            server = started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Refuses connections from now on. */
    @Override
    public synchronized void close() {
        closed.countDown();
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    /** Answers with this status from now on. */
    public void answerWith(int answered) {
        status = answered;
    }

    /** Answers nothing from now on, until it is closed. */
    public void hang() {
        hanging = true;
    }

    public String issuer() {
        return "http://127.0.0.1:" + address.getPort() + "/shop";
    }

    public String keysAddress() {
        return issuer() + "/keys";
    }

    /** How often it was asked for anything. */
    public int asked() {
        return asked.get();
    }

    /** Signs with another key from now on, and tells it in place of the old one. */
    public void rotateKeys() {
        rsaKey = named(SECOND);
    }

    /** Tells its curve's key from now on, or does not. */
    public void tellCurve(boolean told) {
        curveIsTold = told;
    }

    /** The key that it signs with, private part included. */
    public RSAKey key() {
        return rsaKey;
    }

    /** Claims for this gateway, to be completed. */
    public JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder().issuer(issuer()).audience(AUDIENCE).subject("someone");
    }

    /** A JWT with these claims, signed by RS256. */
    public String sign(JWTClaimsSet.Builder claims) {
        return sign(claims, rsaKey, JOSEObjectType.JWT);
    }

    /** A JWT with these claims, signed by ES256. */
    public String signWithCurve(JWTClaimsSet.Builder claims) {
        return sign(claims, ecKey, JOSEObjectType.JWT);
    }

    /** A JWT with these claims, signed by this key, of this type. */
    public static String sign(JWTClaimsSet.Builder claims, JWK key, JOSEObjectType type) {
        JWSAlgorithm algorithm = key instanceof ECKey ? JWSAlgorithm.ES256 : JWSAlgorithm.RS256;
        JWSHeader header = new JWSHeader.Builder(algorithm)
                .type(type)
                .keyID(key.getKeyID())
                .build();
        try {
            JWSSigner signer = key instanceof ECKey curve ? new ECDSASigner(curve) : new RSASSASigner(key.toRSAKey());
            SignedJWT token = new SignedJWT(header, claims.build());
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A key that is none of the provider's, each time under another id. */
    public static RSAKey foreignKey() {
        return named(FOREIGN);
    }

    private static RSAKey named(RSAKey key) {
        return new RSAKey.Builder(key).keyID(UUID.randomUUID().toString()).build();
    }

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ECKey ecKey() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("curve").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private void configuration(HttpExchange exchange) throws IOException {
        answer(exchange, Map.of("issuer", issuer(), "jwks_uri", keysAddress()));
    }

    private void keys(HttpExchange exchange) throws IOException {
        answer(
                exchange,
                new JWKSet(curveIsTold ? List.of(rsaKey, ecKey) : List.of(rsaKey))
                        .toPublicJWKSet()
                        .toJSONObject());
    }

    private void answer(HttpExchange exchange, Map<String, ?> body) throws IOException {
        asked.incrementAndGet();
        if (hanging) {
            awaitClose();
        }
        byte[] bytes = status == 200
                ? JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8)
                : "internal matters of the provider".getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", status == 200 ? "application/json" : "text/plain");
        exchange.sendResponseHeaders(status, bytes.length);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
        }
    }

    private void awaitClose() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Shared {

        static final TestIdentityProvider PROVIDER = start();
    }
}
