package dev.catalog.cache;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;

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
        byte[] tail = new byte[json.length - HEAD];
        System.arraycopy(json, HEAD, tail, 0, tail.length);
        byte[] packed = Zstd.compress(tail, FAST);
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
        byte[] json = new byte[length(stored)];
        System.arraycopy(stored, 0, json, 0, HEAD);
        try {
            long unpacked = Zstd.decompressByteArray(
                    json, HEAD, json.length - HEAD, stored, HEAD + 1, stored.length - HEAD - 1);
            if (unpacked == json.length - HEAD) {
                return json;
            }
        } catch (ZstdException e) {
            throw new IllegalArgumentException("it is damaged", e);
        }
        throw new IllegalArgumentException("it is damaged");
    }

    /** The length of the JSON, in bytes. Throws {@link IllegalArgumentException} where what is stored is damaged. */
    static int length(byte[] stored) {
        if (!isPacked(stored)) {
            return stored.length;
        }
        int packed = stored.length - HEAD - 1;
        long tail = packed == 0 ? 0 : Zstd.getFrameContentSize(stored, HEAD + 1, packed);
        if (tail <= 0 || tail > LONGEST) {
            throw new IllegalArgumentException("it is damaged");
        }
        return HEAD + (int) tail;
    }

    private static boolean isPacked(byte[] stored) {
        return stored.length > HEAD && stored[HEAD] == MARK;
    }
}
