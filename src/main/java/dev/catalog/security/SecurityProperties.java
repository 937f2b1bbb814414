package dev.catalog.security;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may call with which rights, beyond what anybody may.
 *
 * @param tokens static bearer tokens, each with its scopes
 * @param adminToken a bearer token with all scopes; none where absent
 */
@ConfigurationProperties("catalog.security")
record SecurityProperties(
        @DefaultValue List<Token> tokens, @Nullable TokenHash adminToken) {

    /** Whether there is no token at all. */
    boolean none() {
        return tokens.isEmpty() && adminToken == null;
    }

    /**
     * One static bearer token.
     *
     * @param value what a client sends after {@code Bearer}: letters, digits and {@code -._~+/}, {@code =} at the end;
     *     read as its hash
     * @param scopes the token's scopes, of those in {@link Scope#ALL}
     */
    record Token(@Nullable TokenHash value, @DefaultValue Set<String> scopes) {}
}
