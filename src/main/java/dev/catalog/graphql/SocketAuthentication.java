package dev.catalog.graphql;

import dev.catalog.security.Caller;
import java.util.Map;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebSocketGraphQlInterceptor;
import org.springframework.graphql.server.WebSocketGraphQlRequest;
import org.springframework.graphql.server.WebSocketSessionInfo;
import org.springframework.graphql.server.support.BearerTokenAuthenticationExtractor;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Takes the token of a WebSocket out of the payload of its {@code connection_init}. Where there is none, the caller is who
 * asked for the WebSocket, by the {@code Authorization} header of that request.
 */
@Component
final class SocketAuthentication implements WebSocketGraphQlInterceptor {

    private static final String CALLER = Caller.class.getName();
    private static final String REFUSED = SocketAuthentication.class.getName();

    private final BearerTokenAuthenticationExtractor tokens = new BearerTokenAuthenticationExtractor();
    private final AuthenticationManager authentication;

    SocketAuthentication(AuthenticationManager authentication) {
        this.authentication = authentication;
    }

    /** Who asks, over whichever transport. */
    static Caller callerOf(WebGraphQlRequest request) {
        if (request instanceof WebSocketGraphQlRequest operation
                && operation.getSessionInfo().getAttributes().get(CALLER) instanceof Caller caller) {
            return caller;
        }
        return Caller.of(SecurityContextHolder.getContext().getAuthentication());
    }

    /** Whether the token that came over the WebSocket with these attributes is not valid. */
    static boolean isRefused(Map<String, Object> attributes) {
        return attributes.containsKey(REFUSED);
    }

    @Override
    public Mono<Object> handleConnectionInitialization(WebSocketSessionInfo socket, Map<String, Object> payload) {
        return Mono.defer(() -> tokens.getAuthentication(payload))
                .map(authentication::authenticate)
                .doOnNext(authenticated -> socket.getAttributes().put(CALLER, Caller.of(authenticated)))
                .doOnError(_ -> socket.getAttributes().put(REFUSED, true))
                .then(Mono.empty());
    }
}
