package dev.catalog.security;

import dev.catalog.startup.Setting;
import dev.catalog.startup.StartupException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/** Authenticates the bearer tokens of the settings. */
final class StaticTokens implements AuthenticationProvider {

    private static final String PREFIX = "catalog.security.";

    private final List<StaticToken> tokens = new ArrayList<>();

    /**
     * The tokens of these settings.
     *
     * @throws StartupException where a token is missing, blank, cannot be sent or is there twice, or a scope is unknown
     */
    StaticTokens(SecurityProperties properties) {
        if (properties.adminToken() != null) {
            add(new Setting(PREFIX + "admin-token"), properties.adminToken(), Scope.ALL);
        }
        for (int n = 0; n < properties.tokens().size(); n++) {
            SecurityProperties.Token token = properties.tokens().get(n);
            String setting = PREFIX + "tokens[" + n + "]";
            requireKnown(token.scopes(), new Setting(setting + ".scopes"));
            add(new Setting(setting + ".value"), token.value(), token.scopes());
        }
    }

    @Override
    public Authentication authenticate(Authentication request) {
        TokenHash hash = TokenHash.valueOf(((BearerTokenAuthenticationToken) request).getToken());
        StaticToken token = find(hash);
        if (token == null) {
            throw new InvalidBearerTokenException("unknown token");
        }
        return UsernamePasswordAuthenticationToken.authenticated(token.setting().name(), null, token.authorities());
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return BearerTokenAuthenticationToken.class.isAssignableFrom(authentication);
    }

    // Compares with every token, so that the time taken does not tell which one comes close.
    private @Nullable StaticToken find(TokenHash hash) {
        StaticToken found = null;
        for (StaticToken token : tokens) {
            if (token.hash().matches(hash)) {
                found = token;
            }
        }
        return found;
    }

    private void add(Setting setting, @Nullable TokenHash hash, Set<String> scopes) {
        if (hash == null) {
            throw new StartupException(setting + " is missing.");
        }
        if (hash.isBlank()) {
            throw new StartupException(setting + " is blank.");
        }
        if (!hash.isSendable()) {
            throw new StartupException(setting
                    + " cannot be sent as a bearer token: it may hold letters, digits and -._~+/, and = at its end.");
        }
        StaticToken equal = find(hash);
        if (equal != null) {
            throw new StartupException(setting + " is the same token as " + equal.setting() + ".");
        }
        tokens.add(new StaticToken(setting, hash, authorities(scopes)));
    }

    private static void requireKnown(Set<String> scopes, Setting setting) {
        for (String scope : scopes) {
            if (!Scope.ALL.contains(scope)) {
                throw new StartupException("%s names the unknown scope \"%s\"; there are %s."
                        .formatted(setting, scope, String.join(", ", new TreeSet<>(Scope.ALL))));
            }
        }
    }

    private static List<GrantedAuthority> authorities(Set<String> scopes) {
        return scopes.stream()
                .<GrantedAuthority>map(scope -> new SimpleGrantedAuthority(Caller.AUTHORITY_PREFIX + scope))
                .toList();
    }

    private record StaticToken(Setting setting, TokenHash hash, List<GrantedAuthority> authorities) {}
}
