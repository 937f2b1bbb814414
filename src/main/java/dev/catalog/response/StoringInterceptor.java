package dev.catalog.response;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Forbids others to keep an answer of which nothing else is said. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class StoringInterceptor implements WebGraphQlInterceptor {

    private static final String NO_STORE = "no-store";
    private static final String WITH_TOKEN = "private, no-store";

    @Override
    public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
        return chain.next(request).doOnNext(response -> {
            HttpHeaders headers = response.getResponseHeaders();
            if (!headers.containsHeader(HttpHeaders.CACHE_CONTROL)) {
                boolean withToken = request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION) != null;
                headers.setCacheControl(withToken ? WITH_TOKEN : NO_STORE);
            }
        });
    }
}
