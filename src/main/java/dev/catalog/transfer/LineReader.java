package dev.catalog.transfer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads a text in UTF-8 line by line, whatever its length, and takes nothing for granted of it. */
final class LineReader implements AutoCloseable {

    /** The longest line, in bytes. The largest product, all its characters escaped, is shorter. */
    static final int LONGEST_LINE = 1 << 20;

    private final String file;
    private final InputStream input;
    private final byte[] buffer = new byte[1 << 16];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
    private int position;
    private int limit;
    private int number;

    LineReader(String file, InputStream input) {
        this.file = file;
        this.input = input;
    }

    /** Returns the next line without its end, or null after the last. */
    @Nullable
    Line next() {
        number++;
        line.reset();
        try {
            return readLine() ? new Line(file, number, decode()) : null;
        } catch (CharacterCodingException e) {
            throw fault("the line is no valid UTF-8");
        } catch (IOException e) {
            throw fault(CatalogFile.reason(e));
        }
    }

    private boolean readLine() throws IOException {
        while (position < limit || fill()) {
            int end = endOfLine();
            line.write(buffer, position, end - position);
            boolean complete = end < limit;
            position = complete ? end + 1 : end;
            if (line.size() > LONGEST_LINE) {
                throw fault("the line is longer than %d bytes".formatted(LONGEST_LINE));
            }
            if (complete) {
                return true;
            }
        }
        return line.size() > 0;
    }

    private int endOfLine() {
        int end = position;
        while (end < limit && buffer[end] != '\n') {
            end++;
        }
        return end;
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = Math.max(input.read(buffer), 0);
        return limit > 0;
    }

    private String decode() throws CharacterCodingException {
        return utf8.decode(ByteBuffer.wrap(line.toByteArray())).toString();
    }

    private ImportException fault(String reason) {
        return new Line(file, number, "").fault(reason);
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
