package dev.catalog.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A WebSocket to a gateway on this machine, which sends and keeps what a test wants of the protocol, and no more. */
public final class SocketClient implements WebSocket.Listener, AutoCloseable {

    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();

    private final List<JsonNode> messages = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder message = new StringBuilder();
    private final boolean answering;
    private final WebSocket socket;

    private SocketClient(WebSocket.Builder socket, int port, boolean answering) {
        this.answering = answering;
        this.socket = socket.buildAsync(URI.create("ws://127.0.0.1:" + port + "/graphql"), this)
                .join();
    }

    /** Opens a WebSocket for GraphQL, with further headers as names and values in turn. */
    public static SocketClient open(int port, String... headers) {
        return open(port, "graphql-transport-ws", headers);
    }

    /** Opens a WebSocket for this protocol, with further headers as names and values in turn. */
    public static SocketClient open(int port, @Nullable String protocol, String[] headers) {
        WebSocket.Builder socket = HTTP.newWebSocketBuilder();
        if (protocol != null) {
            socket.subprotocols(protocol);
        }
        for (int i = 0; i < headers.length; i += 2) {
            socket.header(headers[i], headers[i + 1]);
        }
        return new SocketClient(socket, port, true);
    }

    /** Opens a WebSocket and sends {@code connection_init} with this token, which is acknowledged. */
    public static SocketClient authenticated(int port, String token) {
        SocketClient client = open(port);
        client.init(Map.of("Authorization", "Bearer " + token));
        client.await("connection_ack");
        return client;
    }

    /** Opens a WebSocket for a client who answers no ping. */
    public static SocketClient silent(int port) {
        return new SocketClient(HTTP.newWebSocketBuilder().subprotocols("graphql-transport-ws"), port, false);
    }

    /** The protocol that the gateway chose; empty where it chose none. */
    public String protocol() {
        return socket.getSubprotocol();
    }

    public void init(Map<String, ?> payload) {
        send(Map.of("type", "connection_init", "payload", payload));
    }

    public void subscribe(String id, String document) {
        send(Map.of("type", "subscribe", "id", id, "payload", Map.of("query", document)));
    }

    public void complete(String id) {
        send(Map.of("type", "complete", "id", id));
    }

    public void send(Map<String, ?> json) {
        send(JSON.writeValueAsString(json));
    }

    public synchronized void send(String text) {
        socket.sendText(text, true).join();
    }

    /** Sends what the gateway may no longer take, as it closes the socket meanwhile. */
    public synchronized void sendUnlessClosed(String text) {
        socket.sendText(text, true).handle((_, _) -> text).join();
    }

    /** Every message so far, pings aside. */
    public List<JsonNode> messages() {
        return messages.stream()
                .filter(each -> !each.at("/type").asString().equals("ping"))
                .toList();
    }

    /** How many pings the gateway has sent. */
    public int pings() {
        return messages.size() - messages().size();
    }

    /** Waits for a message of this type and returns the first one. */
    public JsonNode await(String type) {
        Awaitility.await()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .atMost(BOUND)
                .until(() -> closed.isDone() || messages().stream().anyMatch(isOf(type)));
        assertThat(messages()).anyMatch(isOf(type));
        return messages().stream().filter(isOf(type)).findFirst().orElseThrow();
    }

    /** The payloads of the results so far, under this pointer. */
    public List<String> results(String id, String pointer) {
        return messages().stream()
                .filter(isOf("next"))
                .filter(each -> each.at("/id").asString().equals(id))
                .map(each -> each.at("/payload").at(pointer))
                .map(value -> value.isString() ? value.asString() : value.toString())
                .toList();
    }

    /** Waits for the gateway to close the WebSocket, and returns the code. */
    public int awaitClose() {
        Awaitility.await().atMost(BOUND).until(closed::isDone);
        return closed.join();
    }

    /** Ends the connection without a word. */
    public void abort() {
        socket.abort();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        message.append(part);
        if (last) {
            JsonNode whole = JSON.readTree(message.toString());
            message.setLength(0);
            messages.add(whole);
            if (answering && whole.at("/type").asString().equals("ping")) {
                Thread.ofVirtual().start(() -> send(Map.of("type", "pong")));
            }
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable thrown) {
        closed.complete(0);
    }

    @Override
    public void close() {
        socket.abort();
    }

    private static Predicate<JsonNode> isOf(String type) {
        return message -> message.at("/type").asString().equals(type);
    }
}
