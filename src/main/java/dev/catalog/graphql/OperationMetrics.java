package dev.catalog.graphql;

import graphql.ExecutionResult;
import graphql.GraphQLContext;
import graphql.execution.ExecutionContext;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.SimpleInstrumentationContext;
import graphql.language.OperationDefinition.Operation;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Times the operations that are executed, by their kind and by what became of them. */
@Component
final class OperationMetrics {

    /** Where an operation was not found valid, so that it has no kind. */
    private static final String NONE = "none";

    private record Kind(@Nullable Operation operation, boolean failed) {}

    private final MeterRegistry meters;
    private final Map<Kind, Timer> timers = new ConcurrentHashMap<>();

    OperationMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    /** Notes the kind of an operation that begins to be executed. */
    static void tell(ExecutionContext operation) {
        operation
                .getGraphQLContext()
                .put(Operation.class, operation.getOperationDefinition().getOperation());
    }

    /** Takes the time from now until the operation has its result. */
    InstrumentationContext<ExecutionResult> timed(GraphQLContext operation) {
        Timer.Sample sample = Timer.start();
        return SimpleInstrumentationContext.whenCompleted((result, failure) -> {
            boolean failed = failure != null || !result.getErrors().isEmpty();
            sample.stop(timers.computeIfAbsent(new Kind(operation.get(Operation.class), failed), this::timer));
        });
    }

    private Timer timer(Kind kind) {
        Operation operation = kind.operation();
        return Timer.builder("graphql.request")
                .description("Operations that were executed, until their result is known")
                .tag(
                        "graphql.operation",
                        operation == null ? NONE : operation.name().toLowerCase(Locale.ROOT))
                .tag("graphql.outcome", kind.failed() ? "REQUEST_ERROR" : "SUCCESS")
                .register(meters);
    }
}
