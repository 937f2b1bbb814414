package dev.catalog.graphql;

import dev.catalog.security.Caller;
import graphql.execution.ExecutionId;
import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Hands on to the operation who calls, and the request's id as its execution id. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class RequestInterceptor implements WebGraphQlInterceptor {

    @Override
    public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
        var requestId = RequestId.current();
        if (requestId != null) {
            request.executionId(ExecutionId.from(requestId));
        }
        var caller = Caller.of(SecurityContextHolder.getContext().getAuthentication());
        request.configureExecutionInput((input, builder) ->
                builder.graphQLContext(Map.of(Caller.class, caller)).build());
        return chain.next(request);
    }
}
