package dev.catalog.graphql;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.graphql.autoconfigure.GraphQlProperties;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Times the requests to the GraphQL endpoint under the name and tags that Spring's observations give every other request. An
 * observation of its own would take longer than sending an answer that is kept.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class RequestTimingFilter extends OncePerRequestFilter {

    private static final String NONE = "none";
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE");

    private final String path;
    private final MeterRegistry meters;
    private final Map<Outcome, Timer> timers = new ConcurrentHashMap<>();

    /** What requests that share a timer have in common. */
    private record Outcome(String method, int status, String exception) {}

    RequestTimingFilter(GraphQlProperties properties, MeterRegistry meters) {
        this.path = properties.getHttp().getPath();
        this.meters = meters;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().equals(path);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long start = System.nanoTime();
        String method = request.getMethod();
        try {
            chain.doFilter(request, response);
        } catch (ServletException | IOException | RuntimeException e) {
            record(
                    start,
                    method,
                    HttpStatus.INTERNAL_SERVER_ERROR.value(),
                    e.getClass().getSimpleName());
            throw e;
        }
        if (request.isAsyncStarted()) {
            request.getAsyncContext()
                    .addListener(new AtTheEnd(() -> record(start, method, response.getStatus(), NONE)));
        } else {
            record(start, method, response.getStatus(), NONE);
        }
    }

    private void record(long start, String method, int status, String exception) {
        Outcome outcome = new Outcome(METHODS.contains(method) ? method : "UNKNOWN", status, exception);
        timers.computeIfAbsent(outcome, this::timer).record(Duration.ofNanos(System.nanoTime() - start));
    }

    private Timer timer(Outcome outcome) {
        HttpStatus.Series series = HttpStatus.Series.resolve(outcome.status);
        return Timer.builder("http.server.requests")
                .tag("method", outcome.method)
                .tag("uri", path)
                .tag("status", Integer.toString(outcome.status))
                .tag(
                        "outcome",
                        series == null ? "UNKNOWN" : series == HttpStatus.Series.SUCCESSFUL ? "SUCCESS" : series.name())
                .tag("exception", outcome.exception)
                .tag("error", outcome.exception)
                .register(meters);
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
