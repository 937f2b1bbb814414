package dev.catalog.graphql;

import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.HEAD;
import static org.springframework.web.servlet.function.RequestPredicates.methods;
import static org.springframework.web.servlet.function.RequestPredicates.path;
import static org.springframework.web.servlet.function.RouterFunctions.route;

import java.net.URI;
import java.time.Duration;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.graphql.autoconfigure.GraphQlProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Serves the GraphiQL page that the build makes out of {@code src/main/web}, or, where the build could not make it, a
 * page that says what was missing.
 * <p>Spring's own settings rule it: {@code spring.graphql.graphiql.enabled} and {@code .path}.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("spring.graphql.graphiql.enabled")
class GraphiQlConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(GraphiQlConfiguration.class);

    // The page talks to its own origin alone. Monaco and the panes write style elements and attributes as they go.
    private static final String CONTENT_SECURITY_POLICY = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "worker-src 'self'",
            "connect-src 'self'",
            "style-src 'self' 'unsafe-inline'",
            "font-src 'self'",
            "img-src 'self' data:",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'");

    private static final CacheControl FOR_GOOD =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    // Spring's routes have order 0. Its GraphiQL, at the same path, loads its scripts from a public CDN.
    @Bean
    @Order(-1)
    RouterFunction<ServerResponse> graphiQlRoutes(GraphQlProperties properties, ResourceLoader resources) {
        var path = properties.getGraphiql().getPath();
        return route().route(methods(GET, HEAD).and(path(path)), GraphiQlConfiguration::toFolder)
                .resource(path(path + "/"), page(resources), headers(CacheControl.noCache()))
                // An asset's name holds a hash of its content.
                .resources(
                        path + "/assets/**", resources.getResource("classpath:web/graphiql/assets/"), headers(FOR_GOOD))
                .build();
    }

    private static BiConsumer<Resource, HttpHeaders> headers(CacheControl cacheControl) {
        return (resource, headers) -> {
            headers.setCacheControl(cacheControl);
            headers.set("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        };
    }

    private static Resource page(ResourceLoader resources) {
        var page = resources.getResource("classpath:web/graphiql/index.html");
        if (page.exists()) {
            return page;
        }
        LOG.warn("This build is without GraphiQL; its page says what it takes to build it.");
        return resources.getResource("classpath:web/graphiql-missing.html");
    }

    // The page's addresses are relative to the folder; so is this one, whatever host and path a proxy shows.
    private static ServerResponse toFolder(ServerRequest request) {
        var path = request.requestPath().value();
        return ServerResponse.status(HttpStatus.FOUND)
                .location(URI.create(path.substring(path.lastIndexOf('/') + 1) + "/"))
                .build();
    }
}
