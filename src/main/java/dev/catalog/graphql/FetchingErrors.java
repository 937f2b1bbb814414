package dev.catalog.graphql;

import graphql.GraphQLError;
import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.graphql.execution.DataFetcherExceptionResolver;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Gives a field whose data fetcher fails its error. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class FetchingErrors implements DataFetcherExceptionResolver {

    @Override
    public Mono<List<GraphQLError>> resolveException(Throwable thrown, DataFetchingEnvironment environment) {
        OperationError error = ErrorTranslator.translate(
                thrown,
                environment.getExecutionStepInfo().getPath().toString(),
                environment.getExecutionId().toString());
        return Mono.just(List.of(error.at(
                environment.getField().getSourceLocation(),
                environment.getExecutionStepInfo().getPath().toList())));
    }
}
