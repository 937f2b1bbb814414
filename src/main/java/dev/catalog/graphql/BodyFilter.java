package dev.catalog.graphql;

import dev.catalog.limits.LimitsProperties;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Bounds the bodies of requests, ahead of all that reads them. A connection with a refused one is closed. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
final class BodyFilter extends OncePerRequestFilter {

    /** Who still sends would not read the answer on a connection that is closed meanwhile. */
    private static final int LONGEST_SKIPPED = 2 * 1024 * 1024;

    private final LimitsProperties limits;
    private final HttpErrors errors;

    BodyFilter(LimitsProperties limits, HttpErrors errors) {
        this.limits = limits;
        this.errors = errors;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getContentLengthLong() <= 0 && request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        BoundedBody bounded = new BoundedBody(request, limits.maxBytes(), limits.timeout());
        try {
            if (request.getContentLengthLong() > limits.maxBytes()) {
                throw RefusedBodyException.tooLarge(limits.maxBytes());
            }
            chain.doFilter(bounded, response);
        } catch (RefusedBodyException e) {
            e.write(request, response, errors);
        }
        if (UnreadBodyValve.isMarked(request)) {
            response.flushBuffer();
            bounded.skip(LONGEST_SKIPPED);
        }
    }
}
