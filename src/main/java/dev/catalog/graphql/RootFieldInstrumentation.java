package dev.catalog.graphql;

import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationFieldFetchParameters;
import graphql.schema.DataFetcher;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lets a DataLoader know, where reads are to be told, which root field a key is asked for under. */
@Component
final class RootFieldInstrumentation extends SimplePerformantInstrumentation {

    private static final ScopedValue<String> ROOT_FIELD = ScopedValue.newInstance();

    /** The response key of the root field that is being fetched, or something below it; null where none is. */
    static @Nullable String current() {
        return ROOT_FIELD.isBound() ? ROOT_FIELD.get() : null;
    }

    @Override
    public DataFetcher<?> instrumentDataFetcher(
            DataFetcher<?> fetcher,
            InstrumentationFieldFetchParameters parameters,
            @Nullable InstrumentationState state) {
        if (parameters.isTrivialDataFetcher()
                || parameters.getEnvironment().getGraphQlContext().get(RootReads.class) == null) {
            return fetcher;
        }
        String rootField = String.valueOf(parameters
                .getEnvironment()
                .getExecutionStepInfo()
                .getPath()
                .toList()
                .getFirst());
        return environment -> ScopedValue.where(ROOT_FIELD, rootField).call(() -> fetcher.get(environment));
    }
}
