package dev.catalog.graphql;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;

/** Answers 403 where no token gives access. */
@Component
final class Forbidden implements AccessDeniedHandler {

    private final HttpErrors errors;

    Forbidden(HttpErrors errors) {
        this.errors = errors;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException failure)
            throws IOException {
        errors.write(
                request,
                response,
                HttpStatus.FORBIDDEN,
                OperationError.of(ErrorCode.FORBIDDEN, "This address is closed."));
    }
}
