package dev.catalog.graphql;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.springframework.graphql.server.support.GraphQlWebSocketMessage;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes the messages of a WebSocket. Operations that name their document alone get the form that Spring expects. */
final class SocketMessages extends JacksonJsonHttpMessageConverter {

    private static final String INIT = "connection_init";
    private static final String QUERY = "query";
    private static final String EXTENSIONS = "extensions";

    SocketMessages(JsonMapper json) {
        super(json);
    }

    @Override
    protected Object readInternal(Class<?> type, HttpInputMessage input) throws IOException {
        Object message = super.readInternal(type, input);
        if (message instanceof GraphQlWebSocketMessage told && hasPayload(told)) {
            if (!(told.getPayload() instanceof Map<?, ?> payload)) {
                throw new HttpMessageNotReadableException("The payload is no object", input);
            }
            told.setPayload(complete(payload));
        }
        return message;
    }

    private static boolean hasPayload(GraphQlWebSocketMessage message) {
        return message.getId() != null || INIT.equals(message.getType());
    }

    private static Map<?, ?> complete(Map<?, ?> payload) {
        Object documentId = payload.get(DocumentName.DOCUMENT_ID);
        Object sent = payload.get(EXTENSIONS);
        if (sent != null && !(sent instanceof Map<?, ?>)) {
            return payload;
        }
        Map<Object, Object> extensions = new HashMap<>();
        if (sent instanceof Map<?, ?> members) {
            extensions.putAll(members);
        }
        if (documentId != null) {
            extensions.put(DocumentName.DOCUMENT_ID, documentId);
        }
        if (!DocumentName.isIn(extensions)) {
            return payload;
        }
        Map<Object, Object> complete = new HashMap<>(payload);
        complete.put(EXTENSIONS, extensions);
        if (payload.get(QUERY) == null) {
            complete.put(QUERY, DocumentName.NO_TEXT);
        }
        return complete;
    }
}
