package dev.catalog.graphql;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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

    private final WantedTypes wanted = new WantedTypes();
    private final AnswerHandler answers;
    private final GraphQlSseHandler streams;

    OperationEndpoint(AnswerHandler answers, GraphQlSseHandler streams) {
        this.answers = answers;
        this.streams = streams;
    }

    /** Whether the client would be answered by a stream. */
    boolean isStreamWanted(HttpServletRequest request) {
        return wanted.by(request).filter(AnswerType.EVENT_STREAM::equals).isPresent();
    }

    /** The answer, in one, to a query in the query string or to whichever operation is posted. */
    HttpAnswer answer(HttpServletRequest request) throws ServletException {
        note(request);
        if (HttpMethod.POST.matches(request.getMethod())) {
            requireJson(request);
        }
        AnswerType type = wanted.by(request)
                .orElseThrow(() -> new HttpMediaTypeNotAcceptableException(
                        AnswerHandler.ANSWERS.stream().map(AnswerType::header).toList()));
        return answers.answer(request, type);
    }

    /** Answers whichever request to the endpoint is not one for a WebSocket. */
    ServerResponse handle(ServerRequest request) throws ServletException {
        HttpMethod method = request.method();
        if (HttpMethod.OPTIONS.equals(method)) {
            return ServerResponse.noContent().allow(METHODS).build();
        }
        if (!METHODS.contains(method)) {
            throw new MethodNotAllowedException(method, METHODS);
        }
        if (isStreamWanted(request.servletRequest())) {
            return stream(request);
        }
        HttpAnswer answer = answer(request.servletRequest());
        return ServerResponse.ok().build((asked, response) -> {
            answer.write(asked, response);
            return null;
        });
    }

    private ServerResponse stream(ServerRequest request) throws ServletException {
        if (!HttpMethod.POST.equals(request.method())) {
            throw new MethodNotAllowedException(request.method(), List.of(HttpMethod.POST));
        }
        note(request.servletRequest());
        requireJson(request.servletRequest());
        return streams.handleRequest(request);
    }

    private static void note(HttpServletRequest request) {
        if (OperationLog.isOn()) {
            OperationFacts.of(request).note(request);
        }
    }

    private static void requireJson(HttpServletRequest request) throws HttpMediaTypeNotSupportedException {
        String sent = request.getContentType();
        if (MediaType.APPLICATION_JSON_VALUE.equals(sent)) {
            return;
        }
        MediaType type = mediaType(sent);
        if (type == null
                || !MediaType.APPLICATION_JSON.equalsTypeAndSubtype(type)
                || (type.getCharset() != null && !StandardCharsets.UTF_8.equals(type.getCharset()))) {
            throw new HttpMediaTypeNotSupportedException(type, List.of(MediaType.APPLICATION_JSON));
        }
    }

    private static @Nullable MediaType mediaType(@Nullable String text) {
        try {
            return text == null ? null : MediaType.parseMediaType(text);
        } catch (InvalidMediaTypeException e) {
            return null;
        }
    }
}
