package dev.catalog.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/**
 * What a caller is called outside of the gateway: the setting of a static token, or the hash of a JWT's subject; never a
 * token.
 */
public final class CallerName {

    /** Whoever gives no token. */
    public static final String ANONYMOUS = "anonymous";

    private static final int HASH_BYTES = 8;

    private CallerName() {}

    /** The same for each token of one subject. A JWT without a subject has a name of its own. */
    public static String of(@Nullable Authentication authentication) {
        return switch (authentication) {
            case null -> ANONYMOUS;
            case AnonymousAuthenticationToken _ -> ANONYMOUS;
            case JwtAuthenticationToken jwt -> "jwt:" + hash(subjectOf(jwt.getToken()));
            case Authentication token -> token.getName();
        };
    }

    private static String subjectOf(Jwt jwt) {
        return Objects.requireNonNullElseGet(jwt.getSubject(), jwt::getTokenValue);
    }

    private static String hash(String subject) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(subject.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
