package dev.catalog.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A subscriber to the changes of a gateway's catalog, over a WebSocket or an event stream, and what it was told so far. */
public final class CatalogSubscriber implements AutoCloseable {

    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final JsonMapper JSON = new JsonMapper();

    private final Transport transport;
    private final AutoCloseable connection;

    /** What carries the subscription. */
    public enum Transport {
        SOCKET,
        STREAM
    }

    /** A change as it was told, with the error where there is one. */
    public record Told(
            String version, String operation, @Nullable String id, JsonNode node, JsonNode errors) {

        /** Such as {@code UPDATED <id>}. */
        public String what() {
            return id == null ? operation : operation + " " + id;
        }

        /** Such as {@code UPDATED <id> Brass lamp}. */
        @Override
        public String toString() {
            return node.isNull() ? what() : what() + " " + node.at("/name").asString();
        }
    }

    private CatalogSubscriber(Transport transport, AutoCloseable connection) {
        this.transport = transport;
        this.connection = connection;
    }

    /** Subscribes after a version, unless it is null, and returns once the subscription has begun. No token is none. */
    public static CatalogSubscriber open(
            Transport transport, int port, @Nullable String token, @Nullable String after) {
        String document = """
                subscription {catalogChanged%s {version operation id node {
                  ... on Product {name price active category {name}}
                  ... on Category {name active parent {name}}}}}""".formatted(after == null ? "" : "(after: \"" + after + "\")");
        if (transport == Transport.STREAM) {
            return new CatalogSubscriber(transport, EventStreamClient.open(port, document, token));
        }
        SocketClient socket = SocketClient.open(port);
        socket.init(token == null ? Map.of() : Map.of("Authorization", "Bearer " + token));
        socket.await("connection_ack");
        socket.subscribe("changes", document);
        // Messages are taken up in their order.
        socket.subscribe("begun", "{__typename}");
        soon().until(() -> !socket.results("begun", "/data").isEmpty());
        return new CatalogSubscriber(transport, socket);
    }

    /** What was told so far. */
    public List<Told> told() {
        return results().stream()
                .map(JSON::readTree)
                .filter(result -> result.at("/data").isObject())
                .map(CatalogSubscriber::told)
                .toList();
    }

    private static ConditionFactory soon() {
        return Awaitility.await().atMost(BOUND).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(10));
    }

    private List<String> results() {
        return connection instanceof SocketClient socket
                ? socket.results("changes", "")
                : ((EventStreamClient) connection).results("");
    }

    private static Told told(JsonNode result) {
        JsonNode change = result.at("/data/catalogChanged");
        JsonNode id = change.at("/id");
        return new Told(
                change.at("/version").asString(),
                change.at("/operation").asString(),
                id.isNull() ? null : id.asString(),
                change.at("/node"),
                result.at("/errors"));
    }

    /** Waits for so many changes and returns all so far. */
    public List<Told> await(int count) {
        soon().untilAsserted(() -> assertThat(told()).as("%s", results()).hasSizeGreaterThanOrEqualTo(count));
        return told();
    }

    /** Waits for the error that ends the subscription, and returns its code and message. */
    public String awaitError() {
        JsonNode error;
        if (connection instanceof SocketClient socket) {
            error = socket.await("error").at("/payload/0");
        } else {
            EventStreamClient stream = (EventStreamClient) connection;
            stream.awaitEnd();
            error = JSON.readTree(stream.results("/errors/0").getFirst());
        }
        return error.at("/extensions/code").asString() + ": "
                + error.at("/message").asString();
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (Exception e) {
            throw new IllegalStateException("The connection can't be closed", e);
        }
    }

    @Override
    public String toString() {
        return transport + " " + told();
    }
}
