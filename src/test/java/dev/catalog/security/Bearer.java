package dev.catalog.security;

import dev.catalog.support.HttpGatewayTest;
import dev.catalog.support.IdentityGatewayTest;
import dev.catalog.support.TestIdentityProvider;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A caller of one kind, and the token that makes it one of these; null for nobody's. */
record Bearer(String name, Caller caller, @Nullable String token) {

    /** Callers of an {@link IdentityGatewayTest}, those with fewer rights first; the first one has no token. */
    static List<Bearer> ofEveryKind(Clock clock) {
        TestIdentityProvider provider = TestIdentityProvider.shared();
        String operator = provider.sign(provider.claims()
                .claim("scope", "openid " + Scope.WARMING_MANAGE)
                .expirationTime(Date.from(clock.instant().plus(Duration.ofDays(30)))));
        return List.of(
                new Bearer("anonymous", Caller.ANONYMOUS, null),
                new Bearer("writer", with(Scope.CATALOG_WRITE), HttpGatewayTest.WRITER_TOKEN),
                new Bearer("JWT", with(Scope.WARMING_MANAGE), operator),
                new Bearer("reader", with(Scope.READ_ALL), IdentityGatewayTest.READER_TOKEN),
                new Bearer("admin", new Caller(true, Scope.ALL), HttpGatewayTest.ADMIN_TOKEN));
    }

    private static Caller with(String scope) {
        return new Caller(true, Set.of(scope));
    }

    HttpRequest.Builder sign(HttpRequest.Builder request) {
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    @Override
    public String toString() {
        return name;
    }
}
