package dev.catalog.support;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A connection over the Chrome DevTools Protocol: commands and their results one way, events the other. */
final class DevTools implements WebSocket.Listener, AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final Map<Integer, CompletableFuture<JsonNode>> pending = new ConcurrentHashMap<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final StringBuilder message = new StringBuilder();
    private final Consumer<JsonNode> events;
    private final WebSocket socket;

    /** Connects; events are told one after another, on the socket's thread, which must not wait for a command. */
    DevTools(HttpClient http, URI address, Consumer<JsonNode> events) {
        this.events = events;
        this.socket = http.newWebSocketBuilder().buildAsync(address, this).join();
    }

    /** Sends a command and waits for its result. */
    JsonNode call(String method, Map<String, ?> parameters) {
        int id = ids.incrementAndGet();
        var result = new CompletableFuture<JsonNode>();
        pending.put(id, result);
        send(id, null, method, parameters);
        try {
            return result.get(30, SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(method + " failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(method + " was interrupted", e);
        }
    }

    /** Sends a command whose result matters to nobody, to a session of its own such as a worker's where one is given. */
    void tell(@Nullable String session, String method) {
        send(ids.incrementAndGet(), session, method, Map.of());
    }

    private void send(int id, @Nullable String session, String method, Map<String, ?> parameters) {
        var command = JSON.createObjectNode().put("id", id).put("method", method);
        command.set("params", JSON.valueToTree(parameters));
        if (session != null) {
            command.put("sessionId", session);
        }
        // A WebSocket takes one message at a time.
        synchronized (socket) {
            socket.sendText(command.toString(), true).join();
        }
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
        message.append(part);
        if (last) {
            var node = JSON.readTree(message.toString());
            message.setLength(0);
            receive(node);
        }
        socket.request(1);
        return null;
    }

    private void receive(JsonNode node) {
        if (!node.has("id")) {
            events.accept(node);
            return;
        }
        var result = pending.remove(node.path("id").asInt());
        if (result == null) {
            return;
        }
        if (node.has("error")) {
            result.completeExceptionally(
                    new IllegalStateException(node.path("error").toString()));
        } else {
            result.complete(node.path("result"));
        }
    }

    @Override
    public void close() {
        socket.abort();
    }
}
