package dev.catalog.security;

import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/** Until when a token holds on a connection that stays open. */
public final class TokenExpiry {

    /** How far the clocks of an identity provider and of this node may be apart. */
    static final Duration CLOCK_SKEW = Duration.ofSeconds(60);

    private TokenExpiry() {}

    /**
     * The moment from which the caller's token, accepted now, holds no longer; null where it always does.
     * <p>A token whose time is over by this node's clock, and which is accepted since clocks may differ, holds for what is
     * left of that difference.
     */
    public static @Nullable Instant of(@Nullable Principal caller, Instant now) {
        Instant end = caller instanceof JwtAuthenticationToken token
                ? token.getToken().getExpiresAt()
                : null;
        return end == null || end.isAfter(now) ? end : end.plus(CLOCK_SKEW);
    }
}
