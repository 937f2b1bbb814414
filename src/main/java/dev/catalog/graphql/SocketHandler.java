package dev.catalog.graphql;

import jakarta.websocket.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.graphql.autoconfigure.GraphQlProperties;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.webmvc.GraphQlWebSocketHandler;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.server.ServerWebInputException;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.NativeWebSocketSession;
import tools.jackson.databind.json.JsonMapper;

/**
 * Spring's handler of the protocol {@code graphql-transport-ws}, with what it lacks: 4403 for a bad token or one that expires, 4400 and 4406
 * where the protocol wants them, a bound on messages, an end for clients that are gone without a word, and no queue for those
 * that are slow.
 */
final class SocketHandler extends GraphQlWebSocketHandler {

    private static final String PROTOCOL = "graphql-transport-ws";
    private static final CloseStatus INVALID_MESSAGE = new CloseStatus(4400, "Invalid message");
    private static final CloseStatus OTHER_PROTOCOL = new CloseStatus(4406, "Subprotocol not acceptable");

    /** A client answers each ping; who misses three is gone. */
    private static final int PINGS = 3;

    // A setting of Tomcat's, by its name there.
    private static final String LONGEST_SILENCE = "org.apache.tomcat.websocket.READ_IDLE_TIMEOUT_MS";

    private final Map<String, SocketConnection> connections = new ConcurrentHashMap<>();
    private final JsonMapper json;
    private final int longestMessage;
    private final Duration longestSilence;
    private final OpenConnections open;

    SocketHandler(
            WebGraphQlHandler operations,
            JsonMapper json,
            GraphQlProperties.Websocket properties,
            int longestMessage,
            CorsConfiguration origins,
            OpenConnections open) {
        super(
                operations,
                new SocketMessages(json),
                properties.getConnectionInitTimeout(),
                properties.getKeepAlive(),
                origins);
        this.json = json;
        this.longestMessage = longestMessage;
        this.longestSilence = properties.getKeepAlive() == null
                ? Duration.ZERO
                : properties.getKeepAlive().multipliedBy(PINGS);
        this.open = open;
    }

    @Override
    public List<String> getSubProtocols() {
        return List.of(PROTOCOL);
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession session) {
        session.setTextMessageSizeLimit(longestMessage);
        if (!longestSilence.isZero() && session instanceof NativeWebSocketSession container) {
            Session tomcats = container.getNativeSession(Session.class);
            if (tomcats != null) {
                tomcats.getUserProperties().put(LONGEST_SILENCE, longestSilence.toMillis());
            }
        }
        SocketConnection connection = new SocketConnection(session, json);
        connections.put(session.getId(), connection);
        super.afterConnectionEstablished(connection);
        open.add(connection, session.getPrincipal());
        if (!PROTOCOL.equals(session.getAcceptedProtocol())) {
            close(connection, OTHER_PROTOCOL);
        }
    }

    @Override
    protected void handleTextMessage(WebSocketSession session, TextMessage message) throws Exception {
        SocketConnection connection = connections.get(session.getId());
        if (connection == null || connection.isClosing()) {
            return;
        }
        try {
            super.handleTextMessage(connection, message);
        } catch (HttpMessageNotReadableException | ServerWebInputException | IllegalStateException e) {
            // The last one is thrown where there is no payload.
            close(connection, INVALID_MESSAGE);
        }
    }

    @Override
    public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
        SocketConnection connection = connections.remove(session.getId());
        if (connection != null) {
            open.remove(connection);
        }
        super.afterConnectionClosed(session, status);
    }

    private static void close(SocketConnection connection, CloseStatus status) {
        try {
            connection.close(status);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
