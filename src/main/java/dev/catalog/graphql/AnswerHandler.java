package dev.catalog.graphql;

import jakarta.servlet.ServletException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.server.webmvc.GraphQlHttpHandler;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * Answers a request with one result. Beyond Spring's own it takes operations out of the query string, answers in the media
 * type that the client wants most, and says by the status what kept an operation from being executed.
 */
final class AnswerHandler extends GraphQlHttpHandler {

    static final List<AnswerType> ANSWERS = List.of(AnswerType.GRAPHQL_RESPONSE, AnswerType.JSON);

    private final WebGraphQlHandler operations;
    private final UrlOperation urls;
    private final ResultWriter results;

    AnswerHandler(WebGraphQlHandler operations, UrlOperation urls, ResultWriter results) {
        super(operations);
        this.results = results;
        this.operations = operations;
        this.urls = urls;
    }

    @Override
    public ServerResponse handleRequest(ServerRequest request) throws ServletException {
        return HttpMethod.POST.equals(request.method()) ? super.handleRequest(request) : handleQuery(request);
    }

    private ServerResponse handleQuery(ServerRequest request) {
        QueriesOnly.mark(request.attributes());
        WebGraphQlRequest operation = new WebGraphQlRequest(
                request.uri(),
                request.headers().asHttpHeaders(),
                new LinkedMultiValueMap<>(),
                request.remoteAddress().orElse(null),
                request.attributes(),
                urls.read(request.servletRequest()),
                RequestId.of(request.servletRequest()),
                Locale.ENGLISH);
        return prepareResponse(request, operations.handleRequest(operation));
    }

    @Override
    protected ServerResponse prepareResponse(ServerRequest request, Mono<WebGraphQlResponse> response) {
        MediaType type = AnswerType.preferred(request.headers().header("Accept"), ANSWERS)
                .orElse(AnswerType.JSON)
                .header();
        // A virtual thread may wait. To be dispatched once more would send the request through all filters again.
        return answer(Objects.requireNonNull(response.block()), type);
    }

    private ServerResponse answer(WebGraphQlResponse answer, MediaType type) {
        ServerResponse.BodyBuilder builder = ServerResponse.status(selectResponseStatus(answer, type))
                .headers(headers -> headers.putAll(answer.getResponseHeaders()))
                .contentType(type);
        if (!answer.getErrors().isEmpty()) {
            builder.cacheControl(CacheControl.noStore());
        }
        byte[] body = results.bytes(answer.toMap());
        return builder.contentLength(body.length).build((_, response) -> {
            response.getOutputStream().write(body);
            return null;
        });
    }

    // A client who accepts no more than JSON can't tell whether another status is the gateway's or a proxy's. Of a rate
    // limit it is told even so: proxies and clients know what to do about it, whoever sets it.
    @Override
    protected HttpStatus selectResponseStatus(WebGraphQlResponse answer, MediaType type) {
        if (answer.getExecutionResult().isDataPresent()) {
            return HttpStatus.OK;
        }
        HttpStatus status = answer.getErrors().stream()
                .map(error -> ErrorCode.find(error.getExtensions().get(ErrorCode.EXTENSION)))
                .flatMap(Optional::stream)
                .findFirst()
                .map(AnswerHandler::statusOf)
                .orElse(HttpStatus.INTERNAL_SERVER_ERROR);
        return type.equals(AnswerType.JSON.header()) && status != HttpStatus.TOO_MANY_REQUESTS ? HttpStatus.OK : status;
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
