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
import org.springframework.stereotype.Component;

/** Times the operations that are executed, by their kind and by what became of them. */
@Component
final class OperationMetrics {

    /** Where an operation was not found valid, so that it has no kind. */
    private static final String NONE = "none";

    private record Kind(String operation, String outcome) {}

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
            Operation kind = operation.get(Operation.class);
            boolean failed = failure != null || !result.getErrors().isEmpty();
            sample.stop(timers.computeIfAbsent(
                    new Kind(
                            kind == null ? NONE : kind.name().toLowerCase(Locale.ROOT),
                            failed ? "REQUEST_ERROR" : "SUCCESS"),
                    this::timer));
        });
    }

    private Timer timer(Kind kind) {
        return Timer.builder("graphql.request")
                .description("Operations that were executed, until their result is known")
                .tag("graphql.operation", kind.operation())
                .tag("graphql.outcome", kind.outcome())
                .register(meters);
    }
}
