package dev.catalog.response;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** The opening of a gzip stream, with one check sum over all: the ending is a block of its own, not compressed. */
final class GzipOpening implements Opening {

    private static final byte[] HEADER = {0x1f, (byte) 0x8b, Deflater.DEFLATED, 0, 0, 0, 0, 0, 0, (byte) 0xff};
    private static final int MOST_ENDING = 0xffff;
    private static final int[] CRC_TABLE = crcTable();

    private final byte[] bytes;
    private final int length;
    private final int crc;

    private GzipOpening(byte[] bytes, int length, int crc) {
        this.bytes = bytes;
        this.length = length;
        this.crc = crc;
    }

    static GzipOpening of(byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        return new GzipOpening(deflated(content), content.length, (int) crc.getValue());
    }

    private static byte[] deflated(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(content.length / 4 + 64);
        out.writeBytes(HEADER);
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try {
            deflater.setInput(content);
            byte[] buffer = new byte[8192];
            int written;
            do {
                // To the border of a byte, and open for more.
                written = deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH);
                out.write(buffer, 0, written);
            } while (written == buffer.length);
        } finally {
            deflater.end();
        }
        return out.toByteArray();
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
        return ByteBuffer.allocate(5 + ending.length + 8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 1)
                .putShort((short) ending.length)
                .putShort((short) ~ending.length)
                .put(ending)
                .putInt(crcWith(ending))
                .putInt(length + ending.length)
                .array();
    }

    // The platform's CRC32 can't go on from a value.
    private int crcWith(byte[] ending) {
        int state = ~crc;
        for (byte next : ending) {
            state = CRC_TABLE[(state ^ next) & 0xff] ^ (state >>> 8);
        }
        return ~state;
    }

    private static int[] crcTable() {
        int[] table = new int[256];
        for (int n = 0; n < table.length; n++) {
            int entry = n;
            for (int bit = 0; bit < 8; bit++) {
                entry = (entry & 1) == 0 ? entry >>> 1 : (entry >>> 1) ^ 0xedb88320;
            }
            table[n] = entry;
        }
        return table;
    }
}
