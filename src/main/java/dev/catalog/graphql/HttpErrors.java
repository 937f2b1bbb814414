package dev.catalog.graphql;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Answers an HTTP request that never becomes an operation: a status, and one error in GraphQL's form. */
@Component
final class HttpErrors {

    private final JsonMapper json;

    HttpErrors(JsonMapper json) {
        this.json = json;
    }

    /** Writes the error in the media type that the client accepts, JSON where it names none. */
    void write(HttpServletRequest request, HttpServletResponse response, HttpStatusCode status, OperationError error)
            throws IOException {
        OperationFacts.noteError(request, error);
        response.setStatus(status.value());
        response.setContentType(type(request).header().toString());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        json.writeValue(response.getOutputStream(), Map.of("errors", List.of(error.toSpecification())));
    }

    private static AnswerType type(HttpServletRequest request) {
        return AnswerType.preferred(Collections.list(request.getHeaders(HttpHeaders.ACCEPT)), AnswerHandler.ANSWERS)
                .orElse(AnswerType.JSON);
    }
}
