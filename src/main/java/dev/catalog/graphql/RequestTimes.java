package dev.catalog.graphql;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.graphql.autoconfigure.GraphQlProperties;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * How long requests to the GraphQL endpoint take, under the name and tags that Spring's observations give every other request. An
 * observation of its own would take longer than sending an answer that is kept.
 */
@Component
public final class RequestTimes {

    private static final String NONE = "none";
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE");

    private final String path;
    private final MeterRegistry meters;
    private final Map<Outcome, Timer> timers = new ConcurrentHashMap<>();

    /** What requests that share a timer have in common. */
    private record Outcome(String method, int status, String exception) {

        static Outcome of(String method, int status, String exception) {
            return new Outcome(METHODS.contains(method) ? method : "UNKNOWN", status, exception);
        }
    }

    RequestTimes(GraphQlProperties properties, MeterRegistry meters) {
        this.path = properties.getHttp().getPath();
        this.meters = meters;
    }

    /** A request that began then, as {@link System#nanoTime()} has it, is answered. */
    public void answered(long start, String method, int status) {
        record(start, Outcome.of(method, status, NONE));
    }

    /** A request that began then has failed. */
    public void failed(long start, String method, Exception failure) {
        record(
                start,
                Outcome.of(
                        method,
                        HttpStatus.INTERNAL_SERVER_ERROR.value(),
                        failure.getClass().getSimpleName()));
    }

    private void record(long start, Outcome outcome) {
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
}
