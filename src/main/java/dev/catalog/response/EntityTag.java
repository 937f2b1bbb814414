package dev.catalog.response;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.tomcat.util.buf.MessageBytes;
import org.jspecify.annotations.Nullable;

/** A weak entity tag: half of a digest, enough to tell an answer from all others to the same request. */
record EntityTag(long high, long low) {

    private static final byte[] OPENING = "W/\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DIGITS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".getBytes(StandardCharsets.US_ASCII);
    private static final int BITS_A_DIGIT = 6;
    private static final int DIGITS_A_LONG = 11;
    private static final int LENGTH = OPENING.length + 2 * DIGITS_A_LONG + 1;

    static EntityTag of(byte[] content) {
        Digest digest = Digest.of(content);
        return new EntityTag(digest.first(), digest.second());
    }

    /** Whether a client that sent this {@code If-None-Match} has the answer with this tag. */
    static boolean isAmong(@Nullable MessageBytes held, byte[] tag) {
        if (held == null) {
            return false;
        }
        held.toBytes();
        if (held.getByteChunk().equals(tag, 0, tag.length)) {
            return true;
        }
        String tags = held.toString();
        String etag = new String(tag, StandardCharsets.US_ASCII);
        return tags.equals("*")
                || Arrays.stream(tags.split(",", -1))
                        .anyMatch(one -> one.strip().equals(etag));
    }

    /** As headers have it. Made for each answer that is sent, so without strings. */
    byte[] bytes() {
        byte[] bytes = new byte[LENGTH];
        System.arraycopy(OPENING, 0, bytes, 0, OPENING.length);
        write(high, bytes, OPENING.length);
        write(low, bytes, OPENING.length + DIGITS_A_LONG);
        bytes[LENGTH - 1] = '"';
        return bytes;
    }

    private static void write(long half, byte[] bytes, int from) {
        long rest = half;
        for (int n = from; n < from + DIGITS_A_LONG; n++) {
            bytes[n] = DIGITS[(int) rest & (DIGITS.length - 1)];
            rest >>>= BITS_A_DIGIT;
        }
    }

    @Override
    public String toString() {
        return new String(bytes(), StandardCharsets.US_ASCII);
    }
}
