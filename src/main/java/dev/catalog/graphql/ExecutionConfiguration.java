package dev.catalog.graphql;

import dev.catalog.limits.LimitsProperties;
import dev.catalog.limits.OperationBounds;
import dev.catalog.limits.RateLimits;
import graphql.execution.DataFetcherExceptionHandler;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.graphql.autoconfigure.GraphQlSourceBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.graphql.ExecutionGraphQlService;
import org.springframework.graphql.execution.DataFetcherExceptionResolver;
import org.springframework.graphql.execution.DefaultExecutionGraphQlService;
import org.springframework.graphql.execution.GraphQlSource;

/** How operations are executed: each document parsed and costed once, with the regions' DataLoaders beside those of Spring's own registry. */
@Configuration(proxyBeanMethods = false)
class ExecutionConfiguration {

    @Bean
    ExecutionGraphQlService executionGraphQlService(GraphQlSource source, DataLoaders loaders) {
        DefaultExecutionGraphQlService service = new DefaultExecutionGraphQlService(source);
        return operation -> {
            operation.configureExecutionInput(
                    (input, changed) -> changed.dataLoaderRegistry(loaders.of(input.getGraphQLContext()))
                            .build());
            return service.execute(operation);
        };
    }

    @Bean
    GraphQlSourceBuilderCustomizer strategies(DataLoaders loaders, LimitsProperties limits, FetchingErrors errors) {
        DataFetcherExceptionHandler failures = DataFetcherExceptionResolver.createExceptionHandler(List.of(errors));
        QueryExecution queries = new QueryExecution(failures);
        SubscriptionEvents events = new SubscriptionEvents(loaders, limits.timeout(), failures);
        return source -> source.configureGraphQl(
                graphQl -> graphQl.queryExecutionStrategy(queries).subscriptionExecutionStrategy(events));
    }

    @Bean
    GraphQlSourceBuilderCustomizer execution(
            MethodFetchers methods,
            OperationBounds bounds,
            LimitRefusals refusals,
            LimitsProperties limits,
            ObjectProvider<RateLimits> budgets,
            CatalogMutations mutations,
            OperationMetrics metrics) {
        LimitedDocuments documents = new LimitedDocuments(
                new QueriesOnly(new ParsedDocuments()), bounds, refusals, limits, budgets.getIfAvailable());
        GatewayInstrumentation instrumentation =
                new GatewayInstrumentation(methods, new OperationInstrumentation(bounds, refusals), mutations, metrics);
        // One instrumentation as it is: Spring's chain of them costs more for each field than the field itself.
        return source -> source.configureGraphQl(
                graphQl -> graphQl.preparsedDocumentProvider(documents).instrumentation(instrumentation));
    }
}
