package dev.catalog.document;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The SHA-256 of a document's text in UTF-8, in lower-case hexadecimal digits. */
public final class DocumentHash {

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private DocumentHash() {}

    public static String of(String text) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** Whether this could be the hash of a document. */
    public static boolean isHash(String text) {
        return HASH.matcher(text).matches();
    }
}
