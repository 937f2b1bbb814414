package dev.catalog.cache;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.util.Arrays;

/**
 * Compresses the stored form of long entries: all but the first bytes, in which the script that stores them reads. What is
 * shorter stays as it is, since unpacking takes longer than sending the rest.
 */
final class Packing {

    /** Of the catalog's entries, those as long come to a sixth. */
    static final int LEAST = 4096;

    private static final int HEAD = 256;
    /** Behind the head, where JSON can't have it. */
    private static final byte MARK = 0;

    private static final int FAST = 1;
    private static final int LONGEST = 64 * 1024 * 1024;

    private Packing() {}

    /** The form in which this JSON is stored. */
    static byte[] pack(byte[] json) {
        if (json.length < LEAST) {
            return json;
        }
        byte[] packed = compress(json, HEAD);
        byte[] stored = new byte[HEAD + 1 + packed.length];
        System.arraycopy(json, 0, stored, 0, HEAD);
        stored[HEAD] = MARK;
        System.arraycopy(packed, 0, stored, HEAD + 1, packed.length);
        return stored;
    }

    /** The JSON of what is stored. Throws {@link IllegalArgumentException} where it is damaged. */
    static byte[] unpack(byte[] stored) {
        if (!isPacked(stored)) {
            return stored;
        }
        byte[] tail = decompress(stored, HEAD + 1);
        byte[] json = new byte[HEAD + tail.length];
        System.arraycopy(stored, 0, json, 0, HEAD);
        System.arraycopy(tail, 0, json, HEAD, tail.length);
        return json;
    }

    /** The bytes from this one on, compressed. */
    static byte[] compress(byte[] bytes, int from) {
        return Zstd.compress(from == 0 ? bytes : Arrays.copyOfRange(bytes, from, bytes.length), FAST);
    }

    /** What the bytes from this one on were. Throws {@link IllegalArgumentException} where they are damaged. */
    static byte[] decompress(byte[] stored, int from) {
        byte[] bytes = new byte[decompressedLength(stored, from)];
        try {
            long length = Zstd.decompressByteArray(bytes, 0, bytes.length, stored, from, stored.length - from);
            if (length == bytes.length) {
                return bytes;
            }
        } catch (ZstdException e) {
            throw new IllegalArgumentException("it is damaged", e);
        }
        throw new IllegalArgumentException("it is damaged");
    }

    private static int decompressedLength(byte[] stored, int from) {
        int packed = stored.length - from;
        long length = packed == 0 ? 0 : Zstd.getFrameContentSize(stored, from, packed);
        if (length <= 0 || length > LONGEST) {
            throw new IllegalArgumentException("it is damaged");
        }
        return (int) length;
    }

    private static boolean isPacked(byte[] stored) {
        return stored.length > HEAD && stored[HEAD] == MARK;
    }
}
