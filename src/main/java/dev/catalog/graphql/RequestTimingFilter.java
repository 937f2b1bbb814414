package dev.catalog.graphql;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.graphql.autoconfigure.GraphQlProperties;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Times the requests to the GraphQL endpoint that come to its filters. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class RequestTimingFilter extends HttpFilter {

    private final String path;
    private final transient RequestTimes times;

    RequestTimingFilter(GraphQlProperties properties, RequestTimes times) {
        this.path = properties.getHttp().getPath();
        this.times = times;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getRequestURI().equals(path)) {
            time(request, response, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    private void time(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long start = System.nanoTime();
        String method = request.getMethod();
        try {
            chain.doFilter(request, response);
        } catch (ServletException | IOException | RuntimeException e) {
            times.failed(start, method, e);
            throw e;
        }
        if (request.isAsyncStarted()) {
            request.getAsyncContext()
                    .addListener(new AtTheEnd(() -> times.answered(start, method, response.getStatus())));
        } else {
            times.answered(start, method, response.getStatus());
        }
    }

    /** Runs once an answer that is given later, or bit by bit, is complete. */
    private record AtTheEnd(Runnable action) implements AsyncListener {

        @Override
        public void onComplete(AsyncEvent event) {
            action.run();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            // Is complete soon.
        }

        @Override
        public void onError(AsyncEvent event) {
            // Is complete soon.
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            event.getAsyncContext().addListener(this);
        }
    }
}
