package dev.catalog.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;

/** The bearer token of a request; a header that holds anything else is refused, not taken for an anonymous caller's. */
final class AuthorizationHeader implements BearerTokenResolver {

    private final BearerTokenResolver standard = new DefaultBearerTokenResolver();

    @Override
    public @Nullable String resolve(HttpServletRequest request) {
        List<String> headers = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
        if (headers.isEmpty()) {
            return null;
        }
        String token = headers.size() == 1 ? standard.resolve(request) : null;
        if (token == null) {
            throw new InvalidBearerTokenException("one Authorization header with a bearer token is expected");
        }
        return token;
    }
}
