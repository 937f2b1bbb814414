package dev.catalog.graphql;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.WebSocketSessionDecorator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/** One WebSocket: knows which of its messages have been sent, and why it is closed. */
final class SocketConnection extends WebSocketSessionDecorator implements OpenConnections.Connection {

    private static final String NAME = SocketConnection.class.getName();

    /** Unlike 4401, which says that nothing may be subscribed to before {@code connection_init}. */
    private static final CloseStatus FORBIDDEN = new CloseStatus(4403, "Forbidden");

    private static final int UNAUTHORIZED = 4401;

    private final JsonMapper json;
    private final Map<String, Sinks.Empty<Void>> unsent = new ConcurrentHashMap<>();
    private final AtomicLong operations = new AtomicLong();
    private volatile boolean closing;
    private volatile @Nullable CloseStatus refusal;

    SocketConnection(WebSocketSession session, JsonMapper json) {
        super(session);
        this.json = json;
        session.getAttributes().put(NAME, this);
    }

    /** The connection of the WebSocket with these attributes. */
    static @Nullable SocketConnection of(Map<String, Object> attributes) {
        return (SocketConnection) attributes.get(NAME);
    }

    /** The same results, the next one asked for when the one before has been sent: nothing queues up for a slow client. */
    <T> Flux<T> paced(String operationId, Flux<T> results) {
        return results.concatMap(
                result -> {
                    Sinks.Empty<Void> sent = Sinks.empty();
                    unsent.put(operationId, sent);
                    return Flux.concat(Flux.just(result), sent.asMono().then(Mono.empty()));
                },
                0);
    }

    /** What the client is told when the handler closes, as its token is not taken. */
    void refuse(boolean forGood) {
        refusal = forGood ? FORBIDDEN : CloseStatus.SERVICE_OVERLOAD;
    }

    /** The id of one more operation: that of the request for the WebSocket, and a number. */
    String nextRequestId(String requestId) {
        return requestId + "." + operations.incrementAndGet();
    }

    boolean isClosing() {
        return closing;
    }

    @Override
    public void sendMessage(WebSocketMessage<?> message) throws IOException {
        super.sendMessage(message);
        String id = message instanceof TextMessage text ? operationId(text.getPayload()) : null;
        Sinks.Empty<Void> sent = id == null ? null : unsent.remove(id);
        if (sent != null) {
            sent.tryEmitEmpty();
        }
    }

    private @Nullable String operationId(String message) {
        try (JsonParser parser = json.createParser(message)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean isId = parser.currentName().equals("id");
                JsonToken value = parser.nextToken();
                if (isId) {
                    return value == JsonToken.VALUE_STRING ? parser.getString() : null;
                }
                parser.skipChildren();
            }
            return null;
        }
    }

    @Override
    public void close(CloseStatus status) throws IOException {
        closing = true;
        super.close(refusal != null && status.getCode() == UNAUTHORIZED ? refusal : status);
    }

    @Override
    public void end() throws IOException {
        close(CloseStatus.SERVICE_RESTARTED);
    }

    @Override
    public void expire() throws IOException {
        close(FORBIDDEN);
    }
}
