package dev.catalog.response;

import dev.catalog.cache.HeapSize;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.apache.tomcat.util.buf.ByteChunk;

/** A SHA-256 digest: nobody can make a second text that has it. */
record Digest(long first, long second, long third, long fourth) {

    /** What one takes of the heap, in bytes. */
    static final int SIZE = HeapSize.object(4 * Long.BYTES);

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final MessageDigest SHA_256 = sha256();

    /** The digest of the parts in their order. Where their borders are must follow from the parts. */
    static Digest of(byte[]... parts) {
        MessageDigest digest = copy();
        for (byte[] part : parts) {
            digest.update(part);
        }
        return read(digest.digest());
    }

    /** The digest of a mark of one byte, and of the bytes behind it. */
    static Digest of(byte mark, ByteChunk bytes) {
        MessageDigest digest = copy();
        digest.update(mark);
        digest.update(bytes.getBytes(), bytes.getStart(), bytes.getLength());
        return read(digest.digest());
    }

    /** All of it, in 43 characters. */
    String text() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes());
    }

    byte[] bytes() {
        byte[] bytes = new byte[32];
        LONGS.set(bytes, 0, first);
        LONGS.set(bytes, 8, second);
        LONGS.set(bytes, 16, third);
        LONGS.set(bytes, 24, fourth);
        return bytes;
    }

    private static Digest read(byte[] bytes) {
        return new Digest((long) LONGS.get(bytes, 0), (long) LONGS.get(bytes, 8), (long) LONGS.get(bytes, 16), (long)
                LONGS.get(bytes, 24));
    }

    // Cheaper than to look the algorithm up each time.
    private static MessageDigest copy() {
        try {
            return (MessageDigest) SHA_256.clone();
        } catch (CloneNotSupportedException e) {
            return sha256();
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
