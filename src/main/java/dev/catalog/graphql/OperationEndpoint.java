package dev.catalog.graphql;

import jakarta.servlet.ServletException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.server.webmvc.GraphQlHttpHandler;
import org.springframework.graphql.server.webmvc.GraphQlSseHandler;
import org.springframework.http.HttpMethod;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Decides by method and media types how a request to the endpoint is answered, or refuses it. */
@Component
final class OperationEndpoint {

    private static final Set<HttpMethod> METHODS =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST, HttpMethod.OPTIONS);
    private static final List<AnswerType> BY_POST = List.of(AnswerType.values());

    private final GraphQlHttpHandler answers;
    private final GraphQlSseHandler streams;

    OperationEndpoint(GraphQlHttpHandler answers, GraphQlSseHandler streams) {
        this.answers = answers;
        this.streams = streams;
    }

    /** Answers the request, which is not one for a WebSocket. */
    ServerResponse handle(ServerRequest request) throws ServletException {
        if (OperationLog.isOn()) {
            new OperationFacts().note(request.servletRequest());
        }
        HttpMethod method = request.method();
        if (HttpMethod.POST.equals(method)) {
            return post(request);
        }
        if (HttpMethod.GET.equals(method) || HttpMethod.HEAD.equals(method)) {
            return get(request);
        }
        if (HttpMethod.OPTIONS.equals(method)) {
            return ServerResponse.noContent().allow(METHODS).build();
        }
        throw new MethodNotAllowedException(method, METHODS);
    }

    private ServerResponse post(ServerRequest request) throws ServletException {
        requireJson(request);
        return preferred(request) == AnswerType.EVENT_STREAM
                ? streams.handleRequest(request)
                : answers.handleRequest(request);
    }

    private ServerResponse get(ServerRequest request) throws ServletException {
        if (preferred(request) == AnswerType.EVENT_STREAM) {
            throw new MethodNotAllowedException(request.method(), List.of(HttpMethod.POST));
        }
        return answers.handleRequest(request);
    }

    /** Whether a client that accepts this would be answered by a stream. */
    static boolean isStreamWanted(List<String> accepted) {
        return AnswerType.preferred(accepted, BY_POST)
                .filter(AnswerType.EVENT_STREAM::equals)
                .isPresent();
    }

    private static AnswerType preferred(ServerRequest request) throws HttpMediaTypeNotAcceptableException {
        return AnswerType.preferred(request.headers().header("Accept"), BY_POST)
                .orElseThrow(() -> new HttpMediaTypeNotAcceptableException(
                        AnswerHandler.ANSWERS.stream().map(AnswerType::header).toList()));
    }

    private static void requireJson(ServerRequest request) throws HttpMediaTypeNotSupportedException {
        MediaType type = contentType(request);
        if (type == null
                || !MediaType.APPLICATION_JSON.equalsTypeAndSubtype(type)
                || (type.getCharset() != null && !StandardCharsets.UTF_8.equals(type.getCharset()))) {
            throw new HttpMediaTypeNotSupportedException(type, List.of(MediaType.APPLICATION_JSON));
        }
    }

    private static @Nullable MediaType contentType(ServerRequest request) {
        try {
            return request.headers().contentType().orElse(null);
        } catch (InvalidMediaTypeException e) {
            return null;
        }
    }
}
