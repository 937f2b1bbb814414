package dev.catalog.graphql;

import dev.catalog.cache.ReadContext;
import graphql.ExecutionResult;
import graphql.GraphQLContext;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.DataLoaderDispatchStrategy;
import graphql.execution.ExecutionContext;
import graphql.execution.ExecutionStrategyParameters;
import graphql.execution.FieldValueInfo;
import graphql.execution.SubscriptionExecutionStrategy;
import graphql.execution.instrumentation.dataloader.PerLevelDataLoaderDispatchStrategy;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoaderRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Executes each event of a subscription as an operation of its own, one after the other: with time of its own, and with
 * DataLoaders that know nothing of the events before. So it shows what is there at the time of the event, and a subscription
 * that goes on for weeks keeps nothing of those behind it.
 */
final class SubscriptionEvents extends SubscriptionExecutionStrategy {

    private final DataLoaders loaders;
    private final Duration limit;

    SubscriptionEvents(DataLoaders loaders, Duration limit, DataFetcherExceptionHandler failures) {
        super(failures);
        this.loaders = loaders;
        this.limit = limit;
    }

    /** The dispatcher that graphql-java brings would remember something of each event until the subscription ends. */
    @Override
    public CompletableFuture<ExecutionResult> execute(
            ExecutionContext subscription, ExecutionStrategyParameters parameters) {
        subscription.setDataLoaderDispatcherStrategy(DataLoaderDispatchStrategy.NO_OP);
        subscription.getGraphQLContext().put(KEEP_SUBSCRIPTION_EVENTS_ORDERED, true);
        return super.execute(subscription, parameters);
    }

    /** Called for the event alone: what is below it is completed by the strategy of queries. */
    @Override
    protected FieldValueInfo completeField(
            ExecutionContext subscription, ExecutionStrategyParameters parameters, @Nullable Object event) {
        ExecutionContext operation = operation(subscription);
        DataLoaderDispatchStrategy dispatcher = new PerLevelDataLoaderDispatchStrategy(operation);
        operation.setDataLoaderDispatcherStrategy(dispatcher);
        dispatcher.newSubscriptionExecution(parameters.getDeferredCallContext());
        FieldValueInfo completed = super.completeField(operation, parameters, event);
        dispatcher.subscriptionEventCompletionDone(parameters.getDeferredCallContext());
        return completed;
    }

    private ExecutionContext operation(ExecutionContext subscription) {
        GraphQLContext context = GraphQLContext.newContext()
                .of(subscription.getGraphQLContext())
                .of(ReadContext.class, ReadContext.within(limit))
                .build();
        context.delete(RootReads.class);
        DataLoaderRegistry registry = loaders.of(context);
        return subscription.transform(builder -> builder.graphQLContext(context).dataLoaderRegistry(registry));
    }
}
