package dev.catalog.graphql;

import dev.catalog.limits.LimitsProperties;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Bounds the bodies of requests, ahead of all that reads them. A connection with a refused one is closed. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
final class BodyFilter extends HttpFilter {

    /** Who still sends would not read the answer on a connection that is closed meanwhile. */
    private static final int LONGEST_SKIPPED = 2 * 1024 * 1024;

    private final transient LimitsProperties limits;
    private final transient HttpErrors errors;

    BodyFilter(LimitsProperties limits, HttpErrors errors) {
        this.limits = limits;
        this.errors = errors;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null) {
            bound(request, response, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    private void bound(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
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
