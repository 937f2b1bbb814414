package dev.catalog.graphql;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.springframework.graphql.MediaTypes;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Answers an HTTP request that never becomes an operation: a status, and one error in GraphQL's form. */
@Component
final class HttpErrors {

    private static final List<MediaType> ANSWERS = List.of(
            MediaTypes.APPLICATION_GRAPHQL_RESPONSE,
            MediaType.APPLICATION_JSON,
            new MediaType("application", "graphql+json"));

    private final JsonMapper json;

    HttpErrors(JsonMapper json) {
        this.json = json;
    }

    /** Writes the error in the media type that the client accepts, JSON where it names none. */
    void write(HttpServletRequest request, HttpServletResponse response, HttpStatusCode status, OperationError error)
            throws IOException {
        response.setStatus(status.value());
        response.setContentType(mediaType(request).toString());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        json.writeValue(response.getOutputStream(), Map.of("errors", List.of(error.toSpecification())));
    }

    private static MediaType mediaType(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        try {
            return MediaType.parseMediaTypes(accept).stream()
                    .map(MediaType::removeQualityValue)
                    .filter(ANSWERS::contains)
                    .findFirst()
                    .orElse(MediaType.APPLICATION_JSON);
        } catch (InvalidMediaTypeException e) {
            return MediaType.APPLICATION_JSON;
        }
    }
}
