package dev.catalog.graphql;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.graphql.autoconfigure.GraphQlProperties;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsProcessor;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;

/**
 * Has the endpoint answer posted operations ahead of Spring MVC, and those without a token ahead of Spring Security too, which has
 * nothing to find out about them: who handles a request, and that nobody is to be authenticated, takes as long to find as to execute a
 * small operation. Streams, WebSockets and refused methods go the whole way.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
final class OperationFilter extends HttpFilter {

    private final transient SingletonSupplier<OperationEndpoint> endpoint;
    private final transient SingletonSupplier<Filter> security;
    private final transient @Nullable CorsConfiguration allowedOrigins;
    private final transient CorsProcessor origins;
    private final transient RefusedRequests refused;
    private final String path;

    // The server makes its filters before what reads the catalog can be made.
    OperationFilter(
            ObjectProvider<OperationEndpoint> endpoint,
            @Qualifier("springSecurityFilterChain") ObjectProvider<Filter> security,
            @Qualifier("allowedOrigins") UrlBasedCorsConfigurationSource allowedOrigins,
            CorsProcessor origins,
            RefusedRequests refused,
            GraphQlProperties properties) {
        this.endpoint = SingletonSupplier.of(endpoint::getObject);
        this.security = SingletonSupplier.of(security::getObject);
        this.origins = origins;
        this.refused = refused;
        this.path = properties.getHttp().getPath();
        this.allowedOrigins = allowedOrigins.getCorsConfigurations().get(path);
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!HttpMethod.POST.matches(request.getMethod()) || !path.equals(request.getRequestURI())) {
            chain.doFilter(request, response);
            return;
        }
        AnswerType wanted = endpoint.obtain().wantedBy(request);
        if (wanted == AnswerType.EVENT_STREAM) {
            chain.doFilter(request, response);
        } else if (request.getHeader(HttpHeaders.AUTHORIZATION) != null) {
            security.obtain()
                    .doFilter(
                            request,
                            response,
                            (asked, answered) ->
                                    answer((HttpServletRequest) asked, (HttpServletResponse) answered, wanted));
        } else if (origins.processRequest(allowedOrigins, request, response)) {
            answer(request, response, wanted);
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, @Nullable AnswerType wanted)
            throws IOException, ServletException {
        try {
            endpoint.obtain().answer(request, wanted).write(request, response);
        } catch (IOException | ServletException | RuntimeException e) {
            if (refused.resolveException(request, response, null, e) == null && !isRefusedByTomcat(response, e)) {
                throw e;
            }
        }
    }

    /** Whether the body is malformed as HTTP, which Tomcat has said already. */
    private static boolean isRefusedByTomcat(HttpServletResponse response, Exception failure) {
        return failure instanceof HttpMessageNotReadableException && response.isCommitted();
    }
}
