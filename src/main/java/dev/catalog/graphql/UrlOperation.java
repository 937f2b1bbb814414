package dev.catalog.graphql;

import dev.catalog.relay.BadUserInputException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.server.support.SerializableGraphQlRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads the operation in the query string of a GET: the same members as in a body, objects as JSON. */
@Component
final class UrlOperation {

    /** Characters of the longest query string. What is longer is sent by POST. */
    static final int LONGEST = 32_768;

    private final JsonMapper json;

    UrlOperation(JsonMapper json) {
        this.json = json;
    }

    /**
     * The operation of this request.
     *
     * @throws BadUserInputException where a member is missing, is there twice, or is not of its type
     * @throws ResponseStatusException where the query string is too long
     */
    SerializableGraphQlRequest read(HttpServletRequest request) {
        String query = request.getQueryString();
        if (query != null && query.length() > LONGEST) {
            throw new ResponseStatusException(HttpStatus.URI_TOO_LONG);
        }
        if (request.getContentLengthLong() > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null) {
            throw new BadUserInputException("A GET has no body; its operation is in the query string.");
        }
        SerializableGraphQlRequest operation = new SerializableGraphQlRequest();
        operation.setOperationName(parameter(request, "operationName"));
        operation.setVariables(object(request, "variables"));
        operation.setExtensions(
                DocumentName.with(object(request, "extensions"), parameter(request, DocumentName.DOCUMENT_ID)));
        operation.setQuery(document(request, operation.getExtensions()));
        return operation;
    }

    private static String document(HttpServletRequest request, Map<String, Object> extensions) {
        String document = parameter(request, "query");
        if (document != null) {
            return document;
        }
        if (!DocumentName.isIn(extensions)) {
            throw new BadUserInputException("query is missing in the query string.");
        }
        return DocumentName.NO_TEXT;
    }

    private Map<String, Object> object(HttpServletRequest request, String name) {
        String text = parameter(request, name);
        Object value = text == null ? null : parse(name, text);
        if (value == null) {
            return Map.of();
        }
        if (!(value instanceof Map<?, ?> object)) {
            throw noObject(name);
        }
        Map<String, Object> members = new LinkedHashMap<>();
        object.forEach((key, member) -> members.put(String.valueOf(key), member));
        return members;
    }

    private @Nullable Object parse(String name, String text) {
        try {
            return json.readValue(text, Object.class);
        } catch (JacksonException e) {
            throw noObject(name);
        }
    }

    private static BadUserInputException noObject(String name) {
        return new BadUserInputException(name + " must be one JSON object.");
    }

    /** A parameter's value; null where it is not there, or empty, which is the same. */
    private static @Nullable String parameter(HttpServletRequest request, String name) {
        String[] values = values(request, name);
        if (values == null || values.length == 0) {
            return null;
        }
        if (values.length > 1) {
            throw new BadUserInputException(name + " must be there once.");
        }
        return values[0].isEmpty() ? null : values[0];
    }

    // Tomcat's way to say that a query string is not encoded as it should be, or has too many parameters.
    private static String @Nullable [] values(HttpServletRequest request, String name) {
        try {
            return request.getParameterValues(name);
        } catch (IllegalStateException e) {
            throw new BadUserInputException("The query string must be encoded as a form, in UTF-8.");
        }
    }
}
