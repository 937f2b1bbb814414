package dev.catalog.security;

import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;

/**
 * The caller of one request, as far as visibility goes: whether a token was given, and its scopes.
 * <p>Found in graphql-java's context under {@code Caller.class}, in every operation.
 */
public record Caller(boolean authenticated, Set<String> scopes) {

    /** A caller without a token. */
    public static final Caller ANONYMOUS = new Caller(false, Set.of());

    static final String AUTHORITY_PREFIX = "SCOPE_";

    public Caller {
        scopes = Set.copyOf(scopes);
    }

    /**
     * The caller whom Spring Security authenticated; {@link #ANONYMOUS} where it authenticated none. Of the scopes in the
     * token those count that this gateway knows.
     */
    public static Caller of(@Nullable Authentication authentication) {
        if (authentication == null
                || !authentication.isAuthenticated()
                || authentication instanceof AnonymousAuthenticationToken) {
            return ANONYMOUS;
        }
        Set<String> scopes = authentication.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .filter(authority -> authority != null && authority.startsWith(AUTHORITY_PREFIX))
                .map(authority -> authority.substring(AUTHORITY_PREFIX.length()))
                .filter(Scope.ALL::contains)
                .collect(Collectors.toUnmodifiableSet());
        return new Caller(true, scopes);
    }

    public boolean has(String scope) {
        return scopes.contains(scope);
    }
}
