package dev.catalog.graphql;

import dev.catalog.security.Caller;
import dev.catalog.security.CallerName;
import java.util.Map;
import java.util.Objects;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebSocketGraphQlInterceptor;
import org.springframework.graphql.server.WebSocketGraphQlRequest;
import org.springframework.graphql.server.WebSocketSessionInfo;
import org.springframework.graphql.server.support.BearerTokenAuthenticationExtractor;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Takes the token of a WebSocket out of the payload of its {@code connection_init}. Where there is none, the caller is who
 * asked for the WebSocket, by the {@code Authorization} header of that request. The WebSocket ends with the token.
 */
@Component
final class SocketAuthentication implements WebSocketGraphQlInterceptor {

    private static final String CALLER = Caller.class.getName();
    private static final String NAME = CallerName.class.getName();

    private final BearerTokenAuthenticationExtractor tokens = new BearerTokenAuthenticationExtractor();
    private final AuthenticationManager authentication;
    private final OpenConnections open;

    SocketAuthentication(AuthenticationManager authentication, OpenConnections open) {
        this.authentication = authentication;
        this.open = open;
    }

    /** Who asks, over whichever transport. */
    static Caller callerOf(WebGraphQlRequest request) {
        if (request instanceof WebSocketGraphQlRequest operation
                && operation.getSessionInfo().getAttributes().get(CALLER) instanceof Caller caller) {
            return caller;
        }
        return Caller.of(SecurityContextHolder.getContext().getAuthentication());
    }

    /** What who asks is called, over whichever transport. */
    static String callerNameOf(WebGraphQlRequest request) {
        if (request instanceof WebSocketGraphQlRequest operation
                && operation.getSessionInfo().getAttributes().get(NAME) instanceof String name) {
            return name;
        }
        return CallerName.of(SecurityContextHolder.getContext().getAuthentication());
    }

    @Override
    public Mono<Object> handleConnectionInitialization(WebSocketSessionInfo socket, Map<String, Object> payload) {
        SocketConnection connection = Objects.requireNonNull(SocketConnection.of(socket.getAttributes()));
        return Mono.defer(() -> tokens.getAuthentication(payload))
                .map(authentication::authenticate)
                .doOnNext(authenticated -> {
                    socket.getAttributes().put(CALLER, Caller.of(authenticated));
                    socket.getAttributes().put(NAME, CallerName.of(authenticated));
                    open.expireWith(connection, authenticated);
                })
                .doOnError(failure -> connection.refuse(!(failure instanceof AuthenticationServiceException)))
                .then(Mono.empty());
    }
}
