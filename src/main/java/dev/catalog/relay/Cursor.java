package dev.catalog.relay;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * The opaque text of a place in a list: the values that the row there has under the order's keys.
 * <p>It bears a digest over those values and the list (field, parent, filter and order), so that a cursor of another list,
 * or one that was changed, is refused. The digest is no secret: a forged cursor could only name another place in a list
 * that its bearer may read anyway.
 */
final class Cursor {

    private static final byte VERSION = 1;
    private static final int DIGEST_BYTES = 9;
    private static final int LONGEST = 1 << 20;

    private Cursor() {}

    static String encode(String list, List<String> values) {
        byte[] payload = payload(values);
        ByteBuffer bytes = ByteBuffer.allocate(1 + DIGEST_BYTES + payload.length);
        bytes.put(VERSION).put(digest(list, payload)).put(payload);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** Throws {@link BadUserInputException} naming the argument where the text is no cursor of this list. */
    static List<String> decode(String list, String text, String argument) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text.length() > LONGEST ? "" : text);
            if (bytes.length <= DIGEST_BYTES || bytes[0] != VERSION) {
                throw refused(argument);
            }
            byte[] digest = Arrays.copyOfRange(bytes, 1, 1 + DIGEST_BYTES);
            byte[] payload = Arrays.copyOfRange(bytes, 1 + DIGEST_BYTES, bytes.length);
            List<String> values = values(ByteBuffer.wrap(payload));
            if (!Arrays.equals(digest, digest(list, payload))
                    || !encode(list, values).equals(text)) {
                throw refused(argument);
            }
            return values;
        } catch (IllegalArgumentException | CharacterCodingException | java.nio.BufferUnderflowException e) {
            throw refused(argument);
        }
    }

    private static BadUserInputException refused(String argument) {
        return BadUserInputException.of(
                argument, "is not a cursor of this list: it must come from the same field, filter and order");
    }

    private static byte[] payload(List<String> values) {
        List<byte[]> encoded = values.stream()
                .map(value -> value.getBytes(StandardCharsets.UTF_8))
                .toList();
        int size =
                encoded.stream().mapToInt(value -> Integer.BYTES + value.length).sum();
        ByteBuffer payload = ByteBuffer.allocate(size);
        encoded.forEach(value -> payload.putInt(value.length).put(value));
        return payload.array();
    }

    private static List<String> values(ByteBuffer payload) throws CharacterCodingException {
        List<String> values = new ArrayList<>();
        while (payload.hasRemaining()) {
            int length = payload.getInt();
            if (length < 0 || length > payload.remaining()) {
                throw new IllegalArgumentException("A value ends behind the cursor's end");
            }
            values.add(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(payload.slice(payload.position(), length))
                    .toString());
            payload.position(payload.position() + length);
        }
        return values;
    }

    private static byte[] digest(String list, byte[] payload) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(list.getBytes(StandardCharsets.UTF_8));
            sha256.update((byte) 0);
            return Arrays.copyOf(sha256.digest(payload), DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
