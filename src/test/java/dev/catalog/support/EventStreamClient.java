package dev.catalog.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An operation that a gateway on this machine answers with an event stream, and its lines so far. */
public final class EventStreamClient implements AutoCloseable {

    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final HttpResponse<InputStream> answer;
    private volatile boolean ended;

    private EventStreamClient(HttpRequest request) {
        answer = HTTP.sendAsync(request, BodyHandlers.ofInputStream())
                .orTimeout(BOUND.toSeconds(), TimeUnit.SECONDS)
                .join();
        Thread.ofVirtual().start(this::read);
    }

    /** Asks, with a token unless it is null, and waits for the stream to begin. */
    public static EventStreamClient open(int port, String document, @Nullable String token) {
        return open(port, Map.of("query", document), token);
    }

    /** Asks with these members of the body, a token unless it is null, and further headers as names and values in turn. */
    public static EventStreamClient open(
            int port, Map<String, ?> operation, @Nullable String token, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/graphql"))
                .header("Accept", "text/event-stream")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(operation)));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return new EventStreamClient(request.build());
    }

    private void read() {
        try (BufferedReader body = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            body.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException e) {
            lines.add("failed: " + e.getMessage());
        } finally {
            ended = true;
        }
    }

    public int status() {
        return answer.statusCode();
    }

    public String contentType() {
        return answer.headers().firstValue("Content-Type").orElse("");
    }

    /** The results so far, under this pointer. */
    public List<String> results(String pointer) {
        return lines.stream()
                .filter(line -> line.startsWith("data:{"))
                .map(line -> JSON.readTree(line.substring("data:".length())).at(pointer))
                .map(EventStreamClient::text)
                .toList();
    }

    private static String text(JsonNode value) {
        return value.isString() ? value.asString() : value.toString();
    }

    /** Whether the gateway said that there is no more to come. */
    public boolean isComplete() {
        return lines.contains("event:complete");
    }

    /** How many comments came, which keep the connection alive. */
    public long comments() {
        return lines.stream().filter(line -> line.equals(":")).count();
    }

    /** Waits for the stream to end. */
    public void awaitEnd() {
        Awaitility.await().atMost(BOUND).until(() -> ended);
    }

    /** Goes away. */
    @Override
    public void close() {
        try {
            answer.body().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
