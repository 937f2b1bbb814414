package dev.catalog.graphql;

import dev.catalog.security.Caller;
import graphql.ExecutionResult;
import graphql.execution.ExecutionId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.server.WebSocketGraphQlRequest;
import org.springframework.graphql.support.DefaultExecutionGraphQlResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Hands on to the operation who calls, and the request's id as its execution id; each operation of a WebSocket has one of its own. Messages are English, whatever language
 * the client asks for.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class RequestInterceptor implements WebGraphQlInterceptor {

    @Override
    public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
        String requestId = RequestId.current();
        SocketConnection socket = request instanceof WebSocketGraphQlRequest operation
                ? SocketConnection.of(operation.getSessionInfo().getAttributes())
                : null;
        if (socket != null && requestId != null) {
            String operationId = socket.nextRequestId(requestId);
            return RequestId.bind(operationId, () -> answer(request, operationId, chain));
        }
        return answer(request, requestId, chain);
    }

    private static Mono<WebGraphQlResponse> answer(WebGraphQlRequest request, @Nullable String requestId, Chain chain) {
        if (requestId != null) {
            request.executionId(ExecutionId.from(requestId));
        }
        QueriesOnly.handOn(request);
        Caller caller = SocketAuthentication.callerOf(request);
        request.configureExecutionInput((operation, changed) -> {
            operation.getGraphQLContext().put(Caller.class, caller);
            return Locale.ENGLISH.equals(operation.getLocale())
                    ? operation
                    : changed.locale(Locale.ENGLISH).build();
        });
        return chain.next(request)
                .onErrorResume(NumberFormatException.class, _ -> Mono.just(numberBeyondBounds(request)));
    }

    // The parser lets the exception through for a number whose exponent is beyond 32 bits, as the default of a
    // variable.
    private static WebGraphQlResponse numberBeyondBounds(WebGraphQlRequest request) {
        ExecutionResult result = ExecutionResult.newExecutionResult()
                .addError(OperationError.of(ErrorCode.BAD_USER_INPUT, ErrorTranslator.NUMBER_BEYOND_BOUNDS))
                .build();
        return new WebGraphQlResponse(new DefaultExecutionGraphQlResponse(request.toExecutionInput(), result));
    }
}
