package dev.catalog.graphql;

import java.util.List;
import java.util.Set;
import org.springframework.boot.graphql.autoconfigure.GraphQlProperties;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.graphql.server.webmvc.GraphQlRequestPredicates;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;

/** The GraphQL endpoint beyond what Spring sets up: exact numbers, and refusals in GraphQL's form. */
@Configuration(proxyBeanMethods = false)
class EndpointConfiguration {

    /** Decimals to the last digit, and never in scientific notation. */
    @Bean
    JsonMapperBuilderCustomizer exactDecimals() {
        return json -> json.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN);
    }

    // Ahead of Spring's routes, which answer such requests without a body.
    @Bean
    @Order(-1)
    RouterFunction<ServerResponse> refusals(GraphQlProperties properties) {
        String path = properties.getHttp().getPath();
        RequestPredicate operation =
                GraphQlRequestPredicates.graphQlHttp(path).or(GraphQlRequestPredicates.graphQlSse(path));
        return RouterFunctions.route(
                RequestPredicates.path(path).and(operation.negate()), EndpointConfiguration::refuse);
    }

    private static ServerResponse refuse(ServerRequest request) throws Exception {
        if (!HttpMethod.POST.equals(request.method())) {
            throw new HttpRequestMethodNotSupportedException(request.method().name(), Set.of(HttpMethod.POST.name()));
        }
        List<MediaType> supported = List.of(MediaType.APPLICATION_JSON);
        MediaType contentType = request.headers().contentType().orElse(null);
        if (contentType == null || !MediaType.APPLICATION_JSON.includes(contentType)) {
            throw new HttpMediaTypeNotSupportedException(contentType, supported);
        }
        throw new HttpMediaTypeNotAcceptableException(supported);
    }
}
