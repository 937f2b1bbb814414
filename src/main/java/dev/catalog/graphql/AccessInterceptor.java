package dev.catalog.graphql;

import dev.catalog.document.DocumentHash;
import graphql.GraphQLError;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.server.WebSocketGraphQlRequest;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finds out for the access log what becomes of operations. Those of a WebSocket have their line when they end; those of a
 * request have it with their request ({@link AccessValve}).
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
final class AccessInterceptor implements WebGraphQlInterceptor {

    private static final int LONGEST_VARIABLES = 2_000;

    private final JsonMapper json;

    AccessInterceptor(JsonMapper json) {
        this.json = json;
    }

    @Override
    public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
        boolean overSocket = request instanceof WebSocketGraphQlRequest;
        OperationFacts facts = overSocket ? newFacts() : OperationFacts.among(request.getAttributes());
        if (facts == null) {
            return chain.next(request);
        }
        facts.named(request.getOperationName());
        facts.askedBy(SocketAuthentication.callerNameOf(request));
        request.configureExecutionInput((input, _) -> {
            input.getGraphQLContext().put(OperationFacts.class, facts);
            return input;
        });
        return overSocket
                ? overSocket(request, facts, chain)
                : chain.next(request).map(response -> counted(tell(request, response, facts), facts, () -> {}));
    }

    private static @Nullable OperationFacts newFacts() {
        return OperationLog.isOn() ? new OperationFacts() : null;
    }

    private Mono<WebGraphQlResponse> overSocket(WebGraphQlRequest request, OperationFacts facts, Chain chain) {
        long start = System.nanoTime();
        Runnable end = () -> OperationLog.write(new OperationLog.Line(
                "websocket",
                String.valueOf(request.getExecutionId()),
                null,
                Duration.ofNanos(System.nanoTime() - start),
                null,
                null,
                facts));
        return chain.next(request)
                .map(response -> counted(tell(request, response, facts), facts, end))
                .doOnError(_ -> end.run());
    }

    private WebGraphQlResponse tell(WebGraphQlRequest request, WebGraphQlResponse response, OperationFacts facts) {
        String text = request.toExecutionInput().getQuery();
        if (!text.equals(DocumentName.NO_TEXT)) {
            facts.hasDocument(DocumentHash.of(text));
        }
        List<GraphQLError> errors = response.getExecutionResult().getErrors();
        facts.failed(errors.stream()
                .map(AccessInterceptor::codeOf)
                .flatMap(Optional::stream)
                .toList());
        if (OperationLog.tellsVariables() && facts.isQuery()) {
            String variables = json.writeValueAsString(request.getVariables());
            facts.hasVariables(variables.substring(0, Math.min(variables.length(), LONGEST_VARIABLES)));
        }
        return response;
    }

    private static Optional<String> codeOf(GraphQLError error) {
        return Optional.ofNullable(error.getExtensions())
                .flatMap(extensions -> ErrorCode.find(extensions.get(ErrorCode.EXTENSION)))
                .map(ErrorCode::name);
    }

    private static WebGraphQlResponse counted(WebGraphQlResponse response, OperationFacts facts, Runnable end) {
        if (!(response.getExecutionResult().getData() instanceof Publisher<?> results)) {
            end.run();
            return response;
        }
        Flux<?> counted = Flux.from(results).doOnNext(_ -> facts.hasResult()).doFinally(_ -> end.run());
        return response.transform(builder -> builder.data(counted));
    }
}
