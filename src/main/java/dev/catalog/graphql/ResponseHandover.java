package dev.catalog.graphql;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Tells whoever writes a response on another thread when the request's own thread is done with it. On its way out filters set
 * headers, and neither Tomcat's nor Spring's responses may be used by two threads at once.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ResponseHandover extends HttpFilter {

    private static final String DONE = ResponseHandover.class.getName();

    /** Completed once the thread that asks for it has left all filters of its request. */
    static CompletableFuture<?> of(HttpServletRequest request) {
        CompletableFuture<?> done = new CompletableFuture<>();
        request.setAttribute(DONE, done);
        return done;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } finally {
            if (request.getAttribute(DONE) instanceof CompletableFuture<?> done) {
                done.complete(null);
            }
        }
    }
}
