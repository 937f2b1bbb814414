package dev.catalog.response;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.SerializedString;

/** JSON that is written already, in UTF-8, from one place of some bytes on. Jackson copies it as a raw value. */
final class WrittenJson implements SerializableString {

    private final byte[] bytes;
    private final int from;

    WrittenJson(byte[] bytes, int from) {
        this.bytes = bytes;
        this.from = from;
    }

    @Override
    public byte[] asUnquotedUTF8() {
        return Arrays.copyOfRange(bytes, from, bytes.length);
    }

    @Override
    public int appendUnquotedUTF8(byte[] buffer, int offset) {
        int length = bytes.length - from;
        if (length > buffer.length - offset) {
            return -1;
        }
        System.arraycopy(bytes, from, buffer, offset, length);
        return length;
    }

    @Override
    public int writeUnquotedUTF8(OutputStream out) throws IOException {
        out.write(bytes, from, bytes.length - from);
        return bytes.length - from;
    }

    @Override
    public int putUnquotedUTF8(ByteBuffer buffer) {
        int length = bytes.length - from;
        if (length > buffer.remaining()) {
            return -1;
        }
        buffer.put(bytes, from, length);
        return length;
    }

    @Override
    public String getValue() {
        return new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
    }

    @Override
    public int charLength() {
        return getValue().length();
    }

    @Override
    public char[] asQuotedChars() {
        return text().asQuotedChars();
    }

    @Override
    public byte[] asQuotedUTF8() {
        return text().asQuotedUTF8();
    }

    @Override
    public int appendQuotedUTF8(byte[] buffer, int offset) {
        return text().appendQuotedUTF8(buffer, offset);
    }

    @Override
    public int appendQuoted(char[] buffer, int offset) {
        return text().appendQuoted(buffer, offset);
    }

    @Override
    public int appendUnquoted(char[] buffer, int offset) {
        return text().appendUnquoted(buffer, offset);
    }

    @Override
    public int writeQuotedUTF8(OutputStream out) throws IOException {
        return text().writeQuotedUTF8(out);
    }

    @Override
    public int putQuotedUTF8(ByteBuffer buffer) {
        return text().putQuotedUTF8(buffer);
    }

    private SerializedString text() {
        return new SerializedString(getValue());
    }
}
