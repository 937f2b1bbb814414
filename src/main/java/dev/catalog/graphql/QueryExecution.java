package dev.catalog.graphql;

import graphql.execution.AsyncExecutionStrategy;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.ExecutionContext;
import graphql.execution.ExecutionStepInfo;
import graphql.execution.ExecutionStrategyParameters;
import graphql.execution.FieldCollectorParameters;
import graphql.execution.MergedField;
import graphql.execution.MergedSelectionSet;
import graphql.schema.GraphQLObjectType;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Executes queries as graphql-java does, but for the leaves of records: they are read at once, object by object, as what surrounds
 * each field costs several times what it takes to read one. What an operation selects is found out once, not for each object.
 * <p>Whatever is wrong with a leaf is left to graphql-java, which executes the object anew and tells of it.
 */
final class QueryExecution extends AsyncExecutionStrategy {

    /** The selections of one operation. */
    private static final class Selections {

        private final Map<Place, Selection> known = new ConcurrentHashMap<>();
    }

    private record Place(MergedField field, GraphQLObjectType type) {}

    QueryExecution(DataFetcherExceptionHandler failures) {
        super(failures);
    }

    @Override
    protected @Nullable Object completeValueForObject(
            ExecutionContext operation, ExecutionStrategyParameters place, GraphQLObjectType type, Object source) {
        Selection selection = selection(operation, new Place(place.getField(), type));
        if (!selection.hasLeaves()) {
            return execute(operation, place, type, selection.others(), source);
        }
        Map<String, @Nullable Object> answer = selection.leavesOf(source, operation);
        if (answer == null) {
            return super.completeValueForObject(operation, place, type, source);
        }
        return selection.others().isEmpty()
                ? answer
                : joined(answer, execute(operation, place, type, selection.others(), source));
    }

    private Selection selection(ExecutionContext operation, Place place) {
        return operation
                .getGraphQLContext()
                .computeIfAbsent(Selections.class, _ -> new Selections())
                .known
                .computeIfAbsent(place, _ -> collected(operation, place));
    }

    private Selection collected(ExecutionContext operation, Place place) {
        MergedSelectionSet fields = fieldCollector.collectFields(
                FieldCollectorParameters.newParameters()
                        .schema(operation.getGraphQLSchema())
                        .objectType(place.type())
                        .fragments(operation.getFragmentsByName())
                        .variables(operation.getCoercedVariables().toMap())
                        .graphQLContext(operation.getGraphQLContext())
                        .build(),
                place.field());
        return Selection.of(
                fields,
                place.type(),
                operation.getGraphQLSchema().getCodeRegistry(),
                field -> getFieldDef(operation.getGraphQLSchema(), place.type(), field.getSingleField()));
    }

    private Object execute(
            ExecutionContext operation,
            ExecutionStrategyParameters place,
            GraphQLObjectType type,
            MergedSelectionSet fields,
            Object source) {
        ExecutionStepInfo step = place.getExecutionStepInfo().changeTypeWithPreservedNonNull(type);
        return executeObject(
                operation,
                place.transform(
                        object -> object.executionStepInfo(step).fields(fields).source(source)));
    }

    /** @param others a map, a future of one, or null where one of the fields may not be null and is */
    @SuppressWarnings("unchecked")
    private static @Nullable Object joined(Map<String, @Nullable Object> answer, @Nullable Object others) {
        return others instanceof CompletableFuture<?> awaited
                ? awaited.thenApply(fields -> joined(answer, fields))
                : joined(answer, (Map<String, @Nullable Object>) others);
    }

    private static @Nullable Object joined(
            Map<String, @Nullable Object> answer, @Nullable Map<String, @Nullable Object> others) {
        if (others == null) {
            return null;
        }
        answer.putAll(others);
        return answer;
    }
}
