package dev.catalog.graphql;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.DefaultCorsProcessor;

/** Spring's judgement of pages of other origins; who may not ask is told in the form of all other refusals. */
@Component
final class RefusedOrigins extends DefaultCorsProcessor {

    private static final OperationError REFUSED = OperationError.of(
            ErrorCode.FORBIDDEN, "Pages of this origin may not ask, or not with this method or these headers.");

    private final HttpErrors errors;

    RefusedOrigins(HttpErrors errors) {
        this.errors = errors;
    }

    @Override
    public boolean processRequest(
            @Nullable CorsConfiguration allowed, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        boolean mayAsk = super.processRequest(allowed, request, response);
        if (!mayAsk) {
            errors.write(request, response, HttpStatus.FORBIDDEN, REFUSED);
        }
        return mayAsk;
    }

    @Override
    protected void rejectRequest(ServerHttpResponse response) {
        // Told above, where it is known which media type the client wants.
    }
}
