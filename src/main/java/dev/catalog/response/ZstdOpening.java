package dev.catalog.response;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The opening of a Zstandard frame (RFC 8878): the ending is its last block, not compressed. It has no check sum. */
final class ZstdOpening implements Opening {

    private static final int MOST_ENDING = 0xffff;

    /** In a block's header, before the type, which is 0 for bytes as they are, and the length. */
    private static final int LAST_BLOCK = 1;

    private static final int LENGTH_SHIFT = 3;

    private final byte[] bytes;

    private ZstdOpening(byte[] bytes) {
        this.bytes = bytes;
    }

    static ZstdOpening of(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(content.length / 4 + 64);
        try (ZstdOutputStream zstd = new ZstdOutputStream(out)) {
            zstd.write(content);
            // To the border of a block, and open for more. What closing writes is left out.
            zstd.flush();
            return new ZstdOpening(out.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public byte[] end(byte[] ending) {
        if (ending.length > MOST_ENDING) {
            throw new IllegalArgumentException("Too long for one block");
        }
        int header = ending.length << LENGTH_SHIFT | LAST_BLOCK;
        byte[] block = new byte[3 + ending.length];
        block[0] = (byte) header;
        block[1] = (byte) (header >>> 8);
        block[2] = (byte) (header >>> 16);
        System.arraycopy(ending, 0, block, 3, ending.length);
        return block;
    }
}
