package dev.catalog.graphql;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** Ends the reading of a request's body that is too large, or takes too long to arrive. */
final class RefusedBodyException extends IOException {

    private final HttpStatus status;
    private final String answer;

    private RefusedBodyException(HttpStatus status, String answer) {
        super(answer);
        this.status = status;
        this.answer = answer;
    }

    static RefusedBodyException tooLarge(long maxBytes) {
        return new RefusedBodyException(
                HttpStatus.CONTENT_TOO_LARGE,
                String.format(Locale.ROOT, "The body has more than %,d bytes.", maxBytes));
    }

    static RefusedBodyException tooSlow(Duration longest) {
        return new RefusedBodyException(
                HttpStatus.REQUEST_TIMEOUT, "The body has not arrived within %d ms.".formatted(longest.toMillis()));
    }

    /** The one that caused a failure; null where none did. */
    static @Nullable RefusedBodyException causeOf(Throwable failure) {
        Throwable cause = failure;
        while (cause != null && !(cause instanceof RefusedBodyException)) {
            cause = cause.getCause();
        }
        return (RefusedBodyException) cause;
    }

    /** Answers the request with it, and has the connection closed. */
    void write(HttpServletRequest request, HttpServletResponse response, HttpErrors errors) throws IOException {
        UnreadBodyValve.mark(request);
        response.setHeader(HttpHeaders.CONNECTION, "close");
        errors.write(request, response, status, OperationError.of(ErrorCode.BAD_USER_INPUT, answer));
    }
}
