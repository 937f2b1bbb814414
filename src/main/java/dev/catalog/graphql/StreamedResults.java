package dev.catalog.graphql;

import graphql.ExecutionResult;
import org.reactivestreams.Publisher;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.graphql.execution.SubscriptionPublisherException;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.server.WebSocketGraphQlRequest;
import org.springframework.graphql.support.DefaultExecutionGraphQlResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Fits results to their transport: those of a subscription come one by one over a WebSocket and not at all as the one answer
 * to a request; an operation that is never executed ends in an {@code error} message on a WebSocket.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
final class StreamedResults implements WebGraphQlInterceptor {

    @Override
    public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
        if (EventStreamHandler.hasAsked(request)) {
            return chain.next(request);
        }
        SocketConnection connection = request instanceof WebSocketGraphQlRequest operation
                ? SocketConnection.of(operation.getSessionInfo().getAttributes())
                : null;
        return connection == null
                ? chain.next(request).map(StreamedResults::asAnswer)
                // Spring would take it for a failure that nothing can be sent to a client who is gone.
                : chain.next(request)
                        .flatMap(response -> connection.isOpen()
                                ? Mono.just(overSocket(response, request.getId(), connection))
                                : Mono.never());
    }

    private static WebGraphQlResponse overSocket(
            WebGraphQlResponse response, String operationId, SocketConnection connection) {
        ExecutionResult result = response.getExecutionResult();
        if (result.getData() instanceof Publisher<?> results) {
            Flux<?> paced = connection.paced(operationId, Flux.from(results));
            return response.transform(builder -> builder.data(paced));
        }
        if (!result.isDataPresent()) {
            Flux<?> failed = Flux.error(new SubscriptionPublisherException(result.getErrors(), null));
            return response.transform(builder -> builder.data(failed).errors(null));
        }
        return response;
    }

    private static WebGraphQlResponse asAnswer(WebGraphQlResponse response) {
        if (!(response.getExecutionResult().getData() instanceof Publisher<?>)) {
            return response;
        }
        ExecutionResult refusal = ExecutionResult.newExecutionResult()
                .addError(OperationError.of(
                        ErrorCode.BAD_USER_INPUT,
                        "A subscription is answered over a WebSocket (graphql-transport-ws) or as an event stream"
                                + " (Accept: text/event-stream)."))
                .build();
        return new WebGraphQlResponse(new DefaultExecutionGraphQlResponse(response.getExecutionInput(), refusal));
    }
}
