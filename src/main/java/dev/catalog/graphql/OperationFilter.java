package dev.catalog.graphql;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.graphql.autoconfigure.GraphQlProperties;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.servlet.function.ServerRequest;
import tools.jackson.databind.json.JsonMapper;

/**
 * Has the endpoint answer posted operations right behind Spring Security. For Spring MVC to find out who handles a request takes as long
 * as to execute a small operation; it is left to do what needs it, as streams, WebSockets and refused methods.
 */
@Component
@Order(SecurityFilterProperties.DEFAULT_FILTER_ORDER + 1)
final class OperationFilter extends HttpFilter {

    private final transient SingletonSupplier<OperationEndpoint> endpoint;
    private final transient RefusedRequests refused;
    private final String path;
    private final transient List<HttpMessageConverter<?>> json;

    // The server makes its filters before what reads the catalog can be made.
    OperationFilter(
            ObjectProvider<OperationEndpoint> endpoint,
            RefusedRequests refused,
            GraphQlProperties properties,
            JsonMapper json) {
        this.endpoint = SingletonSupplier.of(endpoint::getObject);
        this.refused = refused;
        this.path = properties.getHttp().getPath();
        this.json = List.of(new JacksonJsonHttpMessageConverter(json));
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!HttpMethod.POST.matches(request.getMethod())
                || !path.equals(request.getRequestURI())
                || OperationEndpoint.isStreamWanted(Collections.list(request.getHeaders(HttpHeaders.ACCEPT)))) {
            chain.doFilter(request, response);
            return;
        }
        try {
            var _ = endpoint.obtain()
                    .handle(ServerRequest.create(request, json))
                    .writeTo(request, response, () -> json);
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
