package dev.catalog.graphql;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.util.ByteArrayBuilder;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes what operations came to as JSON, in UTF-8. Results are made of few types, known here; to find a serializer for each value
 * anew costs half as much as to execute the operation.
 */
@Component
public final class ResultWriter {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    /** One in each byte, and the bit that no character of ASCII has. */
    private static final long EACH = 0x0101_0101_0101_0101L;

    private static final long HIGH = 0x8080_8080_8080_8080L;

    private final JsonMapper json;

    ResultWriter(JsonMapper json) {
        this.json = json;
    }

    /** The value as JSON. */
    public byte[] bytes(@Nullable Object value) {
        ByteArrayBuilder bytes = new ByteArrayBuilder();
        try (JsonGenerator generator = json.createGenerator(bytes)) {
            write(value, generator);
        }
        return bytes.getClearAndRelease();
    }

    // Asked one by one, the commonest first: a switch over patterns asks a method handle, which costs more than to
    // write the value.
    private static void write(@Nullable Object value, JsonGenerator out) {
        if (value instanceof String text) {
            writeText(text, out);
        } else if (value instanceof Map<?, ?> object) {
            writeObject(object, out);
        } else if (value instanceof List<?> list) {
            writeArray(list, out);
        } else if (value instanceof Integer number) {
            out.writeNumber(number);
        } else if (value instanceof BigDecimal number) {
            out.writeNumber(number);
        } else if (value instanceof Boolean flag) {
            out.writeBoolean(flag);
        } else if (value instanceof Long number) {
            out.writeNumber(number);
        } else if (value == null) {
            out.writeNull();
        } else {
            out.writePOJO(value);
        }
    }

    // Most texts are as JSON has them, and copied as a whole: to look at each character where it is written takes twice
    // as long.
    private static void writeText(String text, JsonGenerator out) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (isPlain(utf8)) {
            out.writeRawUTF8String(utf8, 0, utf8.length);
        } else {
            out.writeString(text);
        }
    }

    // Eight bytes at a time. A question mark may stand for half of a character, of which Jackson knows what to make.
    private static boolean isPlain(byte[] utf8) {
        int at = 0;
        for (; at <= utf8.length - Long.BYTES; at += Long.BYTES) {
            long bytes = (long) LONGS.get(utf8, at);
            long special = below(bytes, ' ')
                    | below(bytes ^ EACH * '"', 1)
                    | below(bytes ^ EACH * '\\', 1)
                    | below(bytes ^ EACH * '?', 1);
            if (special != 0) {
                return false;
            }
        }
        for (; at < utf8.length; at++) {
            byte one = utf8[at];
            if ((one >= 0 && one < ' ') || one == '"' || one == '\\' || one == '?') {
                return false;
            }
        }
        return true;
    }

    /** Not zero where one of the bytes is less than this bound, which is 128 at most. */
    private static long below(long bytes, long bound) {
        return (bytes - EACH * bound) & ~bytes & HIGH;
    }

    private static void writeObject(Map<?, ?> object, JsonGenerator out) {
        out.writeStartObject();
        for (Map.Entry<?, ?> member : object.entrySet()) {
            out.writeName(String.valueOf(member.getKey()));
            write(member.getValue(), out);
        }
        out.writeEndObject();
    }

    private static void writeArray(List<?> list, JsonGenerator out) {
        out.writeStartArray();
        for (Object item : list) {
            write(item, out);
        }
        out.writeEndArray();
    }
}
