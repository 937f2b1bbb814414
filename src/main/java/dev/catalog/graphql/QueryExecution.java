package dev.catalog.graphql;

import graphql.execution.AsyncExecutionStrategy;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.ExecutionContext;
import graphql.execution.ExecutionStepInfo;
import graphql.execution.ExecutionStrategyParameters;
import graphql.execution.FieldCollectorParameters;
import graphql.execution.FieldValueInfo;
import graphql.execution.MergedField;
import graphql.execution.MergedSelectionSet;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLTypeUtil;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Executes queries as graphql-java does, but for what is at hand below their root fields: components of records, and what a {@link HeldFetcher}
 * has without waiting. That is read at once, object by object, as what surrounds each field costs several times what it takes to read one.
 * <p>What has to be waited for, and whatever is wrong with a field, is left to graphql-java, which executes that field.
 */
final class QueryExecution extends AsyncExecutionStrategy {

    QueryExecution(DataFetcherExceptionHandler failures) {
        super(failures);
    }

    @Override
    protected FieldValueInfo completeValueForList(
            ExecutionContext operation, ExecutionStrategyParameters place, Iterable<Object> items) {
        Object list = items instanceof Collection<?> all ? whole(operation, place, all) : HeldFetcher.ABSENT;
        return HeldFetcher.ABSENT.equals(list)
                ? super.completeValueForList(operation, place, items)
                : new FieldValueInfo(FieldValueInfo.CompleteValueType.LIST, list);
    }

    private Object whole(ExecutionContext operation, ExecutionStrategyParameters place, Collection<?> items) {
        return place.getExecutionStepInfo().getUnwrappedNonNullType() instanceof GraphQLList list
                        && GraphQLTypeUtil.unwrapNonNull(list.getWrappedType()) instanceof GraphQLObjectType type
                ? selections(operation).of(place.getField(), type).all(items)
                : HeldFetcher.ABSENT;
    }

    @Override
    protected @Nullable Object completeValueForObject(
            ExecutionContext operation, ExecutionStrategyParameters place, GraphQLObjectType type, Object source) {
        Selection selection = selections(operation).of(place.getField(), type);
        Map<String, @Nullable Object> answer = selection.partOf(source);
        MergedSelectionSet others = selection.others();
        return others.isEmpty() ? answer : joined(answer, execute(operation, place, type, others, source));
    }

    private Selections selections(ExecutionContext operation) {
        return operation
                .getGraphQLContext()
                .computeIfAbsent(
                        Selections.class,
                        _ -> new Selections(operation, (field, type) -> collected(operation, field, type)));
    }

    private MergedSelectionSet collected(ExecutionContext operation, MergedField field, GraphQLObjectType type) {
        return fieldCollector.collectFields(
                FieldCollectorParameters.newParameters()
                        .schema(operation.getGraphQLSchema())
                        .objectType(type)
                        .fragments(operation.getFragmentsByName())
                        .variables(operation.getCoercedVariables().toMap())
                        .graphQLContext(operation.getGraphQLContext())
                        .build(),
                field);
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
