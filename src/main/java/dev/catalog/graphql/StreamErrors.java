package dev.catalog.graphql;

import graphql.GraphQLError;
import java.util.List;
import org.springframework.graphql.execution.SubscriptionExceptionResolver;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Gives a subscription that fails in the midst its error. */
@Component
final class StreamErrors implements SubscriptionExceptionResolver {

    @Override
    public Mono<List<GraphQLError>> resolveException(Throwable thrown) {
        return Mono.deferContextual(context -> {
            String requestId = String.valueOf(context.<Object>getOrDefault(RequestId.KEY, null));
            return Mono.just(List.of(ErrorTranslator.translate(thrown, "a subscription", requestId)));
        });
    }
}
