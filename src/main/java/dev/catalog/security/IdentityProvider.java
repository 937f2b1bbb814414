package dev.catalog.security;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/**
 * The identity provider as this node meets it. After a request that it did not answer it is left alone for a moment, so
 * that callers don't wait in line, each for a failure of their own.
 * <p>That its keys can't be had, and that they can again, is one line each in the log, a pair a minute at most.
 */
final class IdentityProvider implements ClientHttpRequestInterceptor {

    private static final Logger log = LoggerFactory.getLogger(IdentityProvider.class);

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration QUIET = Duration.ofMinutes(1);

    private final Clock clock;
    private volatile Instant leftAloneUntil = Instant.MIN;
    private boolean told;
    private Instant quietUntil = Instant.MIN;

    IdentityProvider(Clock clock) {
        this.clock = clock;
    }

    @Override
    public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        if (clock.instant().isBefore(leftAloneUntil)) {
            throw new IOException("the identity provider did not answer a moment ago");
        }
        try {
            ClientHttpResponse response = execution.execute(request, body);
            if (response.getStatusCode().is5xxServerError()) {
                leaveAlone();
            }
            return response;
        } catch (IOException e) {
            leaveAlone();
            throw e;
        }
    }

    private void leaveAlone() {
        leftAloneUntil = clock.instant().plus(PAUSE);
    }

    /** Its keys came. */
    synchronized void answered() {
        if (told) {
            told = false;
            log.warn("The identity provider tells its keys again");
        }
    }

    /** Its keys did not come. */
    synchronized void failed(Throwable failure) {
        Instant now = clock.instant();
        if (!told && !now.isBefore(quietUntil)) {
            told = true;
            quietUntil = now.plus(QUIET);
            log.warn(
                    "The identity provider does not tell its keys; tokens that need them are answered with 503: {}",
                    NestedExceptionUtils.getMostSpecificCause(failure).toString());
        }
    }
}
