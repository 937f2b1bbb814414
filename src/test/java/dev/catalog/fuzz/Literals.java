package dev.catalog.fuzz;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Writes values as GraphQL has them. */
final class Literals {

    private static final JsonMapper JSON = new JsonMapper();

    private Literals() {}

    static String of(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case Values.Word word -> word.name();
            case String text -> JSON.writeValueAsString(text);
            case BigDecimal number -> number.toString();
            case Collection<?> items -> items.stream().map(Literals::of).collect(Collectors.joining(", ", "[", "]"));
            case Map<?, ?> members ->
                members.entrySet().stream()
                        .map(member -> member.getKey() + ": " + of(member.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
            default -> value.toString();
        };
    }
}
