package dev.catalog.graphql;

import dev.catalog.limits.DocumentCosts;
import dev.catalog.limits.DocumentShape;
import dev.catalog.limits.Excess;
import dev.catalog.limits.OperationBounds;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.execution.AbortExecutionException;
import graphql.execution.ExecutionId;
import graphql.execution.NonNullableFieldWasNullError;
import graphql.execution.instrumentation.DocumentAndVariables;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimpleInstrumentationContext;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecutionParameters;
import graphql.execution.instrumentation.parameters.InstrumentationValidationParameters;
import graphql.validation.ValidationError;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What is done about an operation as a whole: its document is judged before it is validated, since that may take long, and what
 * it costs is worked out after; every error of the result gets its code, on every transport, each event of a subscription included.
 */
final class OperationInstrumentation extends SimplePerformantInstrumentation {

    private final OperationBounds bounds;
    private final LimitRefusals refusals;

    OperationInstrumentation(OperationBounds bounds, LimitRefusals refusals) {
        this.bounds = bounds;
        this.refusals = refusals;
    }

    @Override
    public DocumentAndVariables instrumentDocumentAndVariables(
            DocumentAndVariables parsed,
            InstrumentationExecutionParameters parameters,
            @Nullable InstrumentationState state) {
        ExecutionInput operation = parameters.getExecutionInput();
        OperationError refusal =
                LimitRefusals.isExempt(operation) ? null : refusal(DocumentShape.of(parsed.getDocument()), operation);
        if (refusal != null) {
            throw new AbortExecutionException(List.of(refusal));
        }
        return parsed;
    }

    private @Nullable OperationError refusal(DocumentShape shape, ExecutionInput operation) {
        // Without these the figures mean nothing, and validation might not end.
        if (shape.circular() != null) {
            return OperationError.of(
                    ErrorCode.GRAPHQL_VALIDATION_FAILED,
                    "The fragment '%s' contains itself.".formatted(shape.circular()));
        }
        Excess nesting = shape.nesting();
        return nesting != null ? LimitRefusals.error(nesting) : refusals.refusal(bounds.excess(shape), operation);
    }

    @Override
    public InstrumentationContext<List<ValidationError>> beginValidation(
            InstrumentationValidationParameters parameters, @Nullable InstrumentationState state) {
        return SimpleInstrumentationContext.whenCompleted((errors, _) -> {
            if (errors != null && errors.isEmpty()) {
                DocumentCosts costs = DocumentCosts.of(parameters.getDocument(), parameters.getSchema());
                parameters.getGraphQLContext().put(DocumentCosts.class, costs);
            }
        });
    }

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
                .filter(error -> !isToldOtherwise(error, result.getErrors()))
                .<GraphQLError>map(error -> ErrorTranslator.translate(error, requestId))
                .toList();
        return result.transform(builder -> builder.errors(errors));
    }

    private static String requestId(InstrumentationExecutionParameters parameters) {
        ExecutionId id = parameters.getExecutionInput().getExecutionId();
        return String.valueOf(id);
    }

    /** Of a subscription's event graphql-java tells both why a field is null and that it is, where it may not be. */
    private static boolean isToldOtherwise(GraphQLError error, List<GraphQLError> all) {
        return error instanceof NonNullableFieldWasNullError
                && all.stream()
                        .filter(other -> !(other instanceof NonNullableFieldWasNullError))
                        .anyMatch(other -> Objects.equals(other.getPath(), error.getPath()));
    }
}
