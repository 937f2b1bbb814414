package dev.catalog.graphql;

import io.micrometer.observation.ObservationRegistry;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.RemoteIpValve;
import org.springframework.boot.graphql.autoconfigure.GraphQlProperties;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.filter.ServerHttpObservationFilter;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;

/** The GraphQL endpoint beyond what Spring sets up: queries by GET, exact numbers, and refusals in GraphQL's form. */
@Configuration(proxyBeanMethods = false)
class EndpointConfiguration {

    /**
     * Bytes of an answer that are handed to the system at once; Tomcat's own 8 KB are less than a page of products. Each connection has a
     * buffer of this size, so that {@code server.tomcat.max-connections} bounds them.
     */
    private static final int WRITE_BUFFER = 32 * 1024;

    /** Decimals to the last digit, and never in scientific notation. */
    @Bean
    JsonMapperBuilderCustomizer exactDecimals() {
        return json -> json.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN);
    }

    /** Of all requests but those that {@link RequestTimes} are kept of. */
    @Bean
    FilterRegistrationBean<ServerHttpObservationFilter> requestObservations(
            ObservationRegistry registry, GraphQlProperties properties) {
        String path = properties.getHttp().getPath();
        FilterRegistrationBean<ServerHttpObservationFilter> filter =
                new FilterRegistrationBean<>(new ServerHttpObservationFilter(registry) {
                    @Override
                    protected boolean shouldNotFilter(HttpServletRequest request) {
                        return request.getRequestURI().equals(path);
                    }
                });
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        filter.setDispatcherTypes(DispatcherType.ASYNC, DispatcherType.REQUEST);
        return filter;
    }

    // Ahead of Spring's routes, which know no GET, and refuse without a body.
    @Bean
    @Order(-1)
    RouterFunction<ServerResponse> operations(OperationEndpoint endpoint, GraphQlProperties properties) {
        return RouterFunctions.route(RequestPredicates.path(properties.getHttp().getPath()), endpoint::handle);
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> accessLog(GraphQlProperties properties) {
        return tomcat ->
                tomcat.addContextValves(new AccessValve(properties.getHttp().getPath()));
    }

    // Behind the access log: what it tells does not wait for others.
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> turns() {
        return tomcat -> tomcat.addContextValves(new YieldingValve());
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> safeAnswers(GraphQlProperties properties) {
        return tomcat -> tomcat.addContextValves(
                new SafeHeadersValve(properties.getHttp().getPath()));
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> answersInOneWrite() {
        return tomcat -> tomcat.addConnectorCustomizers(
                connector -> connector.setProperty("socket.appWriteBufSize", String.valueOf(WRITE_BUFFER)));
    }

    // After Spring Boot's own customizer, which adds that valve.
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> forwardedRequests() {
        return tomcat -> tomcat.setEngineValves(tomcat.getEngineValves().stream()
                .map(valve -> valve instanceof RemoteIpValve proxies ? new ForwardedValve(proxies) : valve)
                .toList());
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> refusalsOfTomcat() {
        return tomcat -> {
            tomcat.addContextValves(new UnreadBodyValve());
            tomcat.addContextCustomizers(context ->
                    ((StandardHost) context.getParent()).setErrorReportValveClass(UnreadableRequests.class.getName()));
        };
    }
}
