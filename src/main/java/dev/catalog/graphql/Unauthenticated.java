package dev.catalog.graphql;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.stereotype.Component;

/** Answers 401 where a token is needed, or the one given is not valid, and 503 where it can't be judged now. */
@Component
final class Unauthenticated implements AuthenticationEntryPoint {

    private static final String CHALLENGE = "Bearer realm=\"catalog\"";

    private static final String LATER = "The token cannot be judged at the moment; try again later.";

    private final HttpErrors errors;

    Unauthenticated(HttpErrors errors) {
        this.errors = errors;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        if (failure instanceof AuthenticationServiceException) {
            errors.write(
                    request, response, HttpStatus.SERVICE_UNAVAILABLE, OperationError.of(ErrorCode.UNAVAILABLE, LATER));
            return;
        }
        boolean badToken = failure instanceof OAuth2AuthenticationException;
        response.setHeader(
                HttpHeaders.WWW_AUTHENTICATE, badToken ? CHALLENGE + ", error=\"invalid_token\"" : CHALLENGE);
        String message = badToken
                ? "The Authorization header holds no valid bearer token."
                : "A bearer token is needed in the Authorization header.";
        errors.write(request, response, HttpStatus.UNAUTHORIZED, OperationError.of(ErrorCode.UNAUTHENTICATED, message));
    }
}
