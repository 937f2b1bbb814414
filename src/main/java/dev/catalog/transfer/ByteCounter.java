package dev.catalog.transfer;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts the bytes that are read through its streams. Confined to one thread. */
final class ByteCounter {

    private long count;

    long count() {
        return count;
    }

    InputStream counting(InputStream input) {
        return new FilterInputStream(input) {

            @Override
            public int read() throws IOException {
                int value = super.read();
                count += value < 0 ? 0 : 1;
                return value;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int read = super.read(buffer, offset, length);
                count += Math.max(read, 0);
                return read;
            }
        };
    }
}
