package dev.catalog.graphql;

import dev.catalog.limits.RateLimitProperties;
import dev.catalog.limits.RateLimits;
import dev.catalog.limits.RateLimits.Verdict;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.support.DefaultExecutionGraphQlResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Counts each operation, over whichever transport, to its caller's budget: for having asked, before anything is done for it.
 * What it costs beyond that is counted when its document is known.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 3)
@ConditionalOnProperty(RateLimitProperties.SETTING)
final class RateLimitInterceptor implements WebGraphQlInterceptor {

    private static final String RETRY_AFTER = "retryAfter";

    private final RateLimits limits;

    RateLimitInterceptor(RateLimits limits) {
        this.limits = limits;
    }

    /** The error of an operation that its caller can't pay for now. */
    static OperationError refusal(Verdict verdict) {
        return OperationError.of(
                        ErrorCode.RATE_LIMITED,
                        "The caller has spent what operations may cost in a minute; try again in %d s."
                                .formatted(verdict.retryAfter()))
                .with(Map.of(RETRY_AFTER, verdict.retryAfter()));
    }

    @Override
    public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
        CallerKey caller = CallerKey.of(request);
        Verdict verdict = limits.ask(caller.name());
        if (!verdict.allowed()) {
            return Mono.just(told(refused(request, refusal(verdict))));
        }
        request.configureExecutionInput((input, _) -> {
            input.getGraphQLContext().put(CallerKey.class, caller);
            return input;
        });
        return chain.next(request).map(RateLimitInterceptor::told);
    }

    private static WebGraphQlResponse refused(WebGraphQlRequest request, GraphQLError error) {
        ExecutionResult result =
                ExecutionResult.newExecutionResult().addError(error).build();
        return new WebGraphQlResponse(new DefaultExecutionGraphQlResponse(request.toExecutionInput(), result));
    }

    /** The response, with the header where it is such a refusal. */
    private static WebGraphQlResponse told(WebGraphQlResponse response) {
        response.getErrors().stream()
                .map(error -> error.getExtensions().get(RETRY_AFTER))
                .filter(Objects::nonNull)
                .findFirst()
                .ifPresent(seconds -> response.getResponseHeaders().set(HttpHeaders.RETRY_AFTER, seconds.toString()));
        return response;
    }
}
