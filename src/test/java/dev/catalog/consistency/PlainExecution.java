package dev.catalog.consistency;

import graphql.execution.AsyncExecutionStrategy;
import graphql.execution.DataFetcherExceptionHandler;
import java.util.List;
import org.springframework.boot.graphql.autoconfigure.GraphQlSourceBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.graphql.execution.DataFetcherExceptionResolver;

/**
 * Has queries executed without any short cut of the gateway's, so that its answers are graphql-java's own. Bears no annotation,
 * by which every gateway of these tests would find it.
 */
class PlainExecution {

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    GraphQlSourceBuilderCustomizer graphQlJavaAlone(List<DataFetcherExceptionResolver> errors) {
        DataFetcherExceptionHandler failures = DataFetcherExceptionResolver.createExceptionHandler(errors);
        return source -> source.configureGraphQl(
                graphQl -> graphQl.queryExecutionStrategy(new AsyncExecutionStrategy(failures)));
    }
}
