package dev.catalog.graphql;

import dev.catalog.cache.Outage;
import dev.catalog.relay.BadUserInputException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.graphql.autoconfigure.GraphQlProperties;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/** Answers the requests to the GraphQL endpoint that fail before an operation is found in them, or outside of it. */
@Component
final class RefusedRequests implements HandlerExceptionResolver, Ordered {

    private static final String NO_JSON = "The body must be one JSON object, in UTF-8.";

    private final HttpErrors errors;
    private final RequestMatcher endpoint;

    RefusedRequests(HttpErrors errors, GraphQlProperties properties) {
        this.errors = errors;
        this.endpoint =
                PathPatternRequestMatcher.pathPattern(properties.getHttp().getPath());
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception failure) {
        if (failure instanceof AsyncRequestNotUsableException || !endpoint.matches(request)) {
            return null;
        }
        RefusedBodyException body = RefusedBodyException.causeOf(failure);
        if (response.isCommitted()) {
            // Tomcat has answered a body of which nothing more comes. Nobody is to fill the log with such.
            return body == null ? null : new ModelAndView();
        }
        try {
            if (body == null) {
                write(request, response, told(request, failure));
            } else {
                body.write(request, response, errors);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ModelAndView();
    }

    // What Spring makes of a content type with a wildcard, ahead of all that judges it.
    private static Exception told(HttpServletRequest request, Exception failure) {
        String type = request.getContentType();
        return failure instanceof IllegalArgumentException && type != null && type.contains("*")
                ? new HttpMediaTypeNotSupportedException((MediaType) null, List.of(MediaType.APPLICATION_JSON))
                : failure;
    }

    private void write(HttpServletRequest request, HttpServletResponse response, Exception failure) throws IOException {
        HttpStatusCode status = statusOf(failure);
        if (failure instanceof ErrorResponse refusal) {
            refusal.getHeaders().forEach((name, values) -> response.setHeader(name, String.join(", ", values)));
        }
        errors.write(request, response, status, errorOf(failure, status, RequestId.of(request)));
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    private static HttpStatusCode statusOf(Exception failure) {
        return switch (failure) {
            case HttpMessageNotReadableException _ -> HttpStatus.BAD_REQUEST;
            case BadUserInputException _ -> HttpStatus.BAD_REQUEST;
            case ErrorResponse refusal -> refusal.getStatusCode();
            case Exception outage when Outage.isCauseOf(outage) -> HttpStatus.SERVICE_UNAVAILABLE;
            default -> HttpStatus.INTERNAL_SERVER_ERROR;
        };
    }

    private static OperationError errorOf(Exception failure, HttpStatusCode status, String requestId) {
        return switch (failure) {
            case HttpMessageNotReadableException _ -> OperationError.of(ErrorCode.BAD_USER_INPUT, NO_JSON);
            case ErrorResponse _
            when status.is4xxClientError() -> OperationError.of(ErrorCode.BAD_USER_INPUT, message(status));
            default -> ErrorTranslator.translate(failure, "the endpoint", requestId);
        };
    }

    private static String message(HttpStatusCode status) {
        return switch (status.value()) {
            case 400 -> "The body must be a JSON object with a query or a documentId.";
            case 405 -> "Queries are sent by POST or GET; mutations, and what is answered by a stream, by POST.";
            case 406 ->
                "Answers are application/graphql-response+json, application/json or, by POST, text/event-stream.";
            case 414 -> "The query string has more than " + UrlOperation.LONGEST + " characters; use POST.";
            case 415 -> "Operations are sent as application/json, in UTF-8.";
            default -> "The request is refused with status " + status.value() + ".";
        };
    }
}
