package dev.catalog.graphql;

import graphql.ExecutionResult;
import jakarta.servlet.ServletException;
import java.security.Principal;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.reactivestreams.Publisher;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.server.webmvc.GraphQlSseHandler;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Answers a request with an event stream: each result of a subscription, or the one of another operation. Unlike Spring's
 * own it tells what is wrong with an operation, and lets no slow client hold up others.
 */
final class EventStreamHandler extends GraphQlSseHandler {

    private static final String ASKED = EventStreamHandler.class.getName();

    /** As long as it takes: the container's own bound is for answers that come at once. */
    private static final Duration ENDLESS = Duration.ZERO;

    private final Duration keepAlive;
    private final OpenConnections open;

    EventStreamHandler(WebGraphQlHandler operations, Duration keepAlive, OpenConnections open) {
        super(operations);
        this.keepAlive = keepAlive;
        this.open = open;
    }

    /** Whether the operation is to be answered by an event stream. */
    static boolean hasAsked(WebGraphQlRequest request) {
        return request.getAttributes().containsKey(ASKED);
    }

    @Override
    public ServerResponse handleRequest(ServerRequest request) throws ServletException {
        request.attributes().put(ASKED, true);
        return super.handleRequest(request);
    }

    @Override
    protected ServerResponse prepareResponse(ServerRequest request, Mono<WebGraphQlResponse> response) {
        String requestId = RequestId.of(request.servletRequest());
        CompletableFuture<?> handover = ResponseHandover.of(request.servletRequest());
        Principal caller = request.principal().orElse(null);
        return ServerResponse.sse(
                events -> new EventStream(new EventResponse(events), handover, open, requestId)
                        .write(
                                response.flatMapMany(answer -> results(answer).startWith(EventStream.BEGUN)),
                                keepAlive,
                                caller),
                ENDLESS);
    }

    private static Flux<Map<String, Object>> results(WebGraphQlResponse response) {
        if (response.getExecutionResult().getData() instanceof Publisher<?> results) {
            return Flux.from(results).cast(ExecutionResult.class).map(ExecutionResult::toSpecification);
        }
        return Flux.just(response.toMap());
    }
}
