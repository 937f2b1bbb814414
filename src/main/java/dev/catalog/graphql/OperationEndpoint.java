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

    /** The type of answer that the client wants; null where it accepts none of them. */
    @Nullable
    AnswerType wantedBy(HttpServletRequest request) {
        return wanted.by(request).orElse(null);
    }

    /**
     * The answer, in one, to a query in the query string or to whichever operation is posted.
     *
     * @param wanted the type that the client wants, no stream; null where it accepts none
     */
    HttpAnswer answer(HttpServletRequest request, @Nullable AnswerType wanted) throws ServletException {
        note(request);
        if (HttpMethod.POST.matches(request.getMethod())) {
            requireJson(request);
        }
        if (wanted == null) {
            throw new HttpMediaTypeNotAcceptableException(
                    AnswerHandler.ANSWERS.stream().map(AnswerType::header).toList());
        }
        return answers.answer(request, wanted);
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
        AnswerType wanted = wantedBy(request.servletRequest());
        if (wanted == AnswerType.EVENT_STREAM) {
            return stream(request);
        }
        HttpAnswer answer = answer(request.servletRequest(), wanted);
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
