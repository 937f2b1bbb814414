package dev.catalog.graphql;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.graphql.server.support.SerializableGraphQlRequest;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** Reads the operation in the body of a POST, one JSON object ({@link OperationReader}). */
@Component
final class PostedOperation {

    private final ObjectReader json;

    PostedOperation(JsonMapper json) {
        this.json = json.readerFor(SerializableGraphQlRequest.class);
    }

    /**
     * The operation of this request.
     *
     * @throws HttpMessageNotReadableException where the body is no JSON, or does not come as a whole
     */
    SerializableGraphQlRequest read(HttpServletRequest request) {
        try {
            return json.readValue(request.getInputStream());
        } catch (IOException | JacksonException e) {
            throw new HttpMessageNotReadableException("No operation", e, new ServletServerHttpRequest(request));
        }
    }
}
