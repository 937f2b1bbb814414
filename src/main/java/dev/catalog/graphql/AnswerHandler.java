package dev.catalog.graphql;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.boot.graphql.autoconfigure.GraphQlProperties;
import org.springframework.graphql.GraphQlRequest;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Answers a request with one result. Beyond Spring's own handler it takes operations out of the query string, answers in the media
 * type that the client wants most, and says by the status what kept an operation from being executed.
 */
@Component
final class AnswerHandler {

    static final List<AnswerType> ANSWERS = List.of(AnswerType.GRAPHQL_RESPONSE, AnswerType.JSON);

    private final WebGraphQlHandler operations;
    private final PostedOperation bodies;
    private final UrlOperation urls;
    private final ResultWriter results;
    private final URI endpoint;

    AnswerHandler(
            WebGraphQlHandler operations,
            PostedOperation bodies,
            UrlOperation urls,
            ResultWriter results,
            GraphQlProperties properties) {
        this.operations = operations;
        this.bodies = bodies;
        this.urls = urls;
        this.results = results;
        this.endpoint = URI.create(properties.getHttp().getPath());
    }

    /** The answer to the operation in the body of a POST, or else in the query string. */
    HttpAnswer answer(HttpServletRequest request, AnswerType type) {
        if (HttpMethod.POST.matches(request.getMethod())) {
            return answer(request, bodies.read(request), type);
        }
        QueriesOnly.mark(request);
        return answer(request, urls.read(request), type);
    }

    private HttpAnswer answer(HttpServletRequest request, GraphQlRequest operation, AnswerType type) {
        ReadContextInterceptor.isWaitedFor(request);
        WebGraphQlRequest asked = new HttpOperation(endpoint, request, operation);
        // A virtual thread may wait. To be dispatched once more would send the request through all filters again.
        return answer(Objects.requireNonNull(operations.handleRequest(asked).block()), type);
    }

    private HttpAnswer answer(WebGraphQlResponse answer, AnswerType type) {
        HttpHeaders headers = answer.getResponseHeaders();
        if (!answer.getExecutionResult().getErrors().isEmpty()) {
            headers.setCacheControl(CacheControl.noStore());
        }
        return new HttpAnswer(statusOf(answer, type), headers, type.header(), results.bytes(answer.toMap()));
    }

    // A client who accepts no more than JSON can't tell whether another status is the gateway's or a proxy's. Of a rate
    // limit it is told even so: proxies and clients know what to do about it, whoever sets it.
    private static HttpStatus statusOf(WebGraphQlResponse answer, AnswerType type) {
        if (answer.getExecutionResult().isDataPresent()) {
            return HttpStatus.OK;
        }
        HttpStatus status = answer.getErrors().stream()
                .map(error -> ErrorCode.find(error.getExtensions().get(ErrorCode.EXTENSION)))
                .flatMap(Optional::stream)
                .findFirst()
                .map(AnswerHandler::statusOf)
                .orElse(HttpStatus.INTERNAL_SERVER_ERROR);
        return type == AnswerType.JSON && status != HttpStatus.TOO_MANY_REQUESTS ? HttpStatus.OK : status;
    }

    private static HttpStatus statusOf(ErrorCode code) {
        return switch (code) {
            case FORBIDDEN -> HttpStatus.FORBIDDEN;
            case RATE_LIMITED -> HttpStatus.TOO_MANY_REQUESTS;
            case UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
            case INTERNAL_SERVER_ERROR -> HttpStatus.INTERNAL_SERVER_ERROR;
            default -> HttpStatus.BAD_REQUEST;
        };
    }
}
