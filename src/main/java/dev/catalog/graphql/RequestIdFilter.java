package dev.catalog.graphql;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.util.AlternativeJdkIdGenerator;
import org.springframework.util.IdGenerator;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives every request an id: the client's {@code X-Request-Id} where it has at most 128 of the characters
 * {@code A-Za-z0-9._-}, else a new one. The answer bears it too.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class RequestIdFilter extends OncePerRequestFilter {

    static final String HEADER = "X-Request-Id";

    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._-]{1,128}");

    private final IdGenerator ids = new AlternativeJdkIdGenerator();

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String id = idOf(request);
        response.setHeader(HEADER, id);
        MDC.put(RequestId.KEY, id);
        try {
            chain.doFilter(request, response);
        } finally {
            MDC.remove(RequestId.KEY);
        }
    }

    /** The id that this filter gave the request. */
    static String of(HttpServletRequest request) {
        return String.valueOf(request.getAttribute(RequestId.class.getName()));
    }

    private String idOf(HttpServletRequest request) {
        Object known = request.getAttribute(RequestId.class.getName());
        if (known != null) {
            return known.toString();
        }
        String sent = request.getHeader(HEADER);
        String id = isSane(sent) ? sent : ids.generateId().toString();
        request.setAttribute(RequestId.class.getName(), id);
        return id;
    }

    private static boolean isSane(@Nullable String id) {
        return id != null && SANE.matcher(id).matches();
    }

    // An answer may be completed, or fail, on another thread.
    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }
}
