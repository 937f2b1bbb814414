package dev.catalog.transfer;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.springframework.core.io.Resource;

/**
 * A file of objects, one a line, plain or compressed.
 *
 * @param name what the operator knows it by
 */
record CatalogFile(String name, Resource resource) {

    static final String COMPRESSED = ".gz";
    private static final int BUFFER = 1 << 16;

    /** Returns what the file holds, in the plural: its name without folder and endings. */
    String subject() {
        return name.replaceFirst(".*[/\\\\]", "").replaceFirst("\\..*", "");
    }

    boolean isPresent() {
        return resource.exists();
    }

    /** Returns the length in bytes, as stored. */
    long length() {
        try {
            return resource.contentLength();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Returns the text of the file, decompressed; {@code counter} is told of the stored bytes as they are read. */
    InputStream open(ByteCounter counter) {
        if (length() == 0) {
            throw empty();
        }
        try {
            InputStream stored = counter.counting(resource.getInputStream());
            return name.endsWith(COMPRESSED) ? new GZIPInputStream(stored, BUFFER) : stored;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    ImportException empty() {
        return new ImportException(name + ": the file is empty");
    }

    ImportException unreadable(IOException e) {
        return new ImportException(name + ": " + reason(e), e);
    }

    /** Tells in plain words what ails a file. */
    static String reason(IOException e) {
        return switch (e) {
            case EOFException _ -> "the file is cut off: its compressed data has no end";
            case ZipException _ -> "the file is no valid gzip: " + e.getMessage();
            case AccessDeniedException _ -> "no right to read the file";
            default -> "the file cannot be read: " + e.getMessage();
        };
    }
}
