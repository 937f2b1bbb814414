package dev.catalog.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Pattern;

/** What is kept of a bearer token: its SHA-256 hash, and whether a client could send it at all. */
final class TokenHash {

    // The grammar of a bearer token, RFC 6750 section 2.1.
    private static final Pattern SENDABLE = Pattern.compile("[A-Za-z0-9\\-._~+/]+=*");

    private final byte[] sha256;
    private final boolean blank;
    private final boolean sendable;

    private TokenHash(byte[] sha256, boolean blank, boolean sendable) {
        this.sha256 = sha256;
        this.blank = blank;
        this.sendable = sendable;
    }

    /** The hash of this token; never fails, since the message of a failed conversion would bear the token. */
    public static TokenHash valueOf(String token) {
        return new TokenHash(
                sha256(token), token.isBlank(), SENDABLE.matcher(token).matches());
    }

    /** Whether both are of the same token, in a time that does not depend on where they differ. */
    boolean matches(TokenHash other) {
        return MessageDigest.isEqual(sha256, other.sha256);
    }

    boolean isBlank() {
        return blank;
    }

    boolean isSendable() {
        return sendable;
    }

    @Override
    public String toString() {
        return "TokenHash";
    }

    private static byte[] sha256(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
