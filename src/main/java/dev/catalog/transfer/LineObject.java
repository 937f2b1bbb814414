package dev.catalog.transfer;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JSON object of a line. Its fields are read strictly; each fault names the line and the field. */
final class LineObject {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Line line;
    private final JsonNode object;

    private LineObject(Line line, JsonNode object) {
        this.line = line;
        this.object = object;
    }

    /** Parses a line that must hold exactly these fields, in any order. */
    static LineObject parse(Line line, List<String> fields) {
        LineObject parsed = new LineObject(line, json(line));
        for (String field : parsed.object.propertyNames()) {
            if (!fields.contains(field)) {
                throw line.fault(Quoted.name(field), "unknown; the fields are " + String.join(", ", fields));
            }
        }
        for (String field : fields) {
            if (!parsed.object.has(field)) {
                throw parsed.fault(field, "missing");
            }
        }
        return parsed;
    }

    private static JsonNode json(Line line) {
        if (line.text().isBlank()) {
            throw line.fault("the line is blank");
        }
        try {
            JsonNode value = JSON.readTree(line.text());
            if (value.isObject()) {
                return value;
            }
        } catch (JacksonException e) {
            throw line.fault(
                    "no valid JSON at column %d: %s".formatted(e.getLocation().getColumnNr(), reason(e)));
        }
        throw line.fault("no JSON object");
    }

    private static String reason(JacksonException e) {
        return Quoted.reason(e.getOriginalMessage().replaceFirst(" \\((start marker at|bound as) .*", ""));
    }

    String text(String field) {
        JsonNode value = object.get(field);
        if (!value.isString()) {
            throw fault(field, "must be a string, not " + kind(value));
        }
        String text = value.stringValue();
        if (text.indexOf('\0') >= 0) {
            throw fault(field, "must not hold the character U+0000");
        }
        if (text.codePoints().anyMatch(LineObject::isSurrogate)) {
            throw fault(field, "must not hold half of a surrogate pair");
        }
        return text;
    }

    @Nullable
    String textOrNull(String field) {
        return object.get(field).isNull() ? null : text(field);
    }

    boolean flag(String field) {
        JsonNode value = object.get(field);
        if (!value.isBoolean()) {
            throw fault(field, "must be true or false, not " + kind(value));
        }
        return value.booleanValue();
    }

    int integer(String field) {
        JsonNode value = object.get(field);
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw fault(
                    field,
                    "must be an integer from %d to %d, not %s"
                            .formatted(Integer.MIN_VALUE, Integer.MAX_VALUE, kind(value)));
        }
        return value.intValue();
    }

    ImportException fault(String field, String reason) {
        return line.fault(field, reason);
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    private static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> "an object";
            case ARRAY -> "a list";
            case STRING -> "a string";
            case NUMBER -> "the number " + Quoted.reason(value.asString());
            default -> value.toString();
        };
    }
}
