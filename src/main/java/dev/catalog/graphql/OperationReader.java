package dev.catalog.graphql;

import static java.util.Objects.requireNonNull;

import dev.catalog.relay.BadUserInputException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jackson.JacksonComponent;
import org.springframework.graphql.server.support.SerializableGraphQlRequest;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;

/**
 * Reads the JSON of an operation, each member strictly of its type: nothing is taken for a string that is none.
 * <p>Throws {@link BadUserInputException} naming the member otherwise.
 */
@JacksonComponent
final class OperationReader extends ValueDeserializer<SerializableGraphQlRequest> {

    /** Found once: to look for it with each operation takes longer than to read one. */
    private @Nullable ValueDeserializer<Object> objects;

    @Override
    public void resolve(DeserializationContext context) {
        objects = context.findContextualValueDeserializer(
                context.getTypeFactory().constructMapType(LinkedHashMap.class, String.class, Object.class), null);
    }

    @Override
    public SerializableGraphQlRequest deserialize(JsonParser json, DeserializationContext context) {
        if (!json.hasToken(JsonToken.START_OBJECT)) {
            throw new BadUserInputException("The body must be one JSON object; batches are not supported.");
        }
        SerializableGraphQlRequest operation = new SerializableGraphQlRequest();
        Set<String> seen = new HashSet<>();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String member = json.currentName();
            if (!seen.add(member)) {
                throw new BadUserInputException("The body has a member twice; each must be there once.");
            }
            json.nextToken();
            if (!json.hasToken(JsonToken.VALUE_NULL)) {
                read(member, json, context, operation);
            }
        }
        if (operation.getQuery() == null && DocumentName.isIn(operation.getExtensions())) {
            operation.setQuery(DocumentName.NO_TEXT);
        }
        return operation;
    }

    @Override
    public @Nullable Object getNullValue(DeserializationContext context) {
        throw new BadUserInputException("The body must be one JSON object, not null.");
    }

    private void read(
            String member, JsonParser json, DeserializationContext context, SerializableGraphQlRequest operation) {
        switch (member) {
            case "query" -> operation.setQuery(string(member, json));
            case "operationName" -> operation.setOperationName(string(member, json));
            case "variables" -> operation.setVariables(object(member, json, context));
            case "extensions" -> extend(operation, object(member, json, context));
            case "documentId" -> extend(operation, Map.of(DocumentName.DOCUMENT_ID, string(member, json)));
            default -> json.skipChildren();
        }
    }

    private static void extend(SerializableGraphQlRequest operation, Map<String, Object> more) {
        Map<String, Object> extensions = new LinkedHashMap<>(operation.getExtensions());
        extensions.putAll(more);
        operation.setExtensions(extensions);
    }

    private static String string(String member, JsonParser json) {
        if (!json.hasToken(JsonToken.VALUE_STRING)) {
            throw new BadUserInputException(member + " must be a string.");
        }
        return json.getString();
    }

    @SuppressWarnings("unchecked") // It reads maps of this type.
    private Map<String, Object> object(String member, JsonParser json, DeserializationContext context) {
        if (!json.hasToken(JsonToken.START_OBJECT)) {
            throw new BadUserInputException(member + " must be an object.");
        }
        return (Map<String, Object>) requireNonNull(objects).deserialize(json, context);
    }
}
