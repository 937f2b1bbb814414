package dev.catalog.graphql;

import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.execution.ExecutionId;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecutionParameters;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Gives every error of a result its code, on every transport, each event of a subscription included. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
final class ResultErrors extends SimplePerformantInstrumentation {

    @Override
    public CompletableFuture<ExecutionResult> instrumentExecutionResult(
            ExecutionResult result,
            InstrumentationExecutionParameters parameters,
            @Nullable InstrumentationState state) {
        return CompletableFuture.completedFuture(
                result.getErrors().isEmpty() ? result : translate(result, requestId(parameters)));
    }

    private static ExecutionResult translate(ExecutionResult result, String requestId) {
        List<GraphQLError> errors = result.getErrors().stream()
                .<GraphQLError>map(error -> ErrorTranslator.translate(error, requestId))
                .toList();
        return result.transform(builder -> builder.errors(errors));
    }

    private static String requestId(InstrumentationExecutionParameters parameters) {
        ExecutionId id = parameters.getExecutionInput().getExecutionId();
        return String.valueOf(id);
    }
}
