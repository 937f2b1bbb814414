package dev.catalog.graphql;

import java.math.BigDecimal;
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

    private static void write(@Nullable Object value, JsonGenerator out) {
        switch (value) {
            case null -> out.writeNull();
            case String text -> out.writeString(text);
            case Map<?, ?> object -> {
                out.writeStartObject();
                for (Map.Entry<?, ?> member : object.entrySet()) {
                    out.writeName(String.valueOf(member.getKey()));
                    write(member.getValue(), out);
                }
                out.writeEndObject();
            }
            case Iterable<?> list -> {
                out.writeStartArray();
                for (Object item : list) {
                    write(item, out);
                }
                out.writeEndArray();
            }
            case Integer number -> out.writeNumber(number);
            case Long number -> out.writeNumber(number);
            case Boolean flag -> out.writeBoolean(flag);
            case BigDecimal number -> out.writeNumber(number);
            default -> out.writePOJO(value);
        }
    }
}
