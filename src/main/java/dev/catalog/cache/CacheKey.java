package dev.catalog.cache;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The canonical text of one entry's key: a path, and behind {@code ?} the arguments that differ from their defaults.
 * <p>Every character of a value outside {@code A-Z a-z 0-9 - _ . ~} is percent-encoded, so no two keys share a text.
 */
public final class CacheKey {

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final StringBuilder text;
    private char separator = '?';

    private CacheKey(String path) {
        text = new StringBuilder(path);
    }

    /** Begins a key with a fixed path, written as it is. */
    public static CacheKey path(String path) {
        return new CacheKey(path);
    }

    /** Appends a path segment made of a value. */
    public CacheKey value(Object value) {
        text.append('/');
        encode(value);
        return this;
    }

    /** Appends a fixed path segment. */
    public CacheKey segment(String segment) {
        text.append('/').append(segment);
        return this;
    }

    /** Appends an argument; null, the absent argument, leaves no trace. Elements of a list are joined by commas. */
    public CacheKey argument(String name, @Nullable Object value) {
        if (value == null) {
            return this;
        }
        text.append(separator).append(name).append('=');
        separator = '&';
        if (value instanceof Collection<?> values) {
            String comma = "";
            for (Object element : values) {
                text.append(comma);
                encode(element);
                comma = ",";
            }
        } else {
            encode(value);
        }
        return this;
    }

    private void encode(Object value) {
        if (value instanceof Long number) {
            text.append(number.longValue());
        } else {
            encode(value.toString());
        }
    }

    private void encode(String value) {
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            if (isUnreserved(b)) {
                text.append((char) b);
            } else {
                HEX.toHexDigits(text.append('%'), b);
            }
        }
    }

    private static boolean isUnreserved(byte b) {
        return (b >= 'a' && b <= 'z')
                || (b >= 'A' && b <= 'Z')
                || (b >= '0' && b <= '9')
                || b == '-'
                || b == '_'
                || b == '.'
                || b == '~';
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
