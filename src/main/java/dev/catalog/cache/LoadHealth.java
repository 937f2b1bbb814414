package dev.catalog.cache;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;

/**
 * Whether the database answers loads. That it does not, and that it does again, is one line each in the log, and not
 * more often than once a minute.
 */
final class LoadHealth {

    private static final Logger log = LoggerFactory.getLogger(LoadHealth.class);
    private static final Duration QUIET = Duration.ofMinutes(1);

    private final Clock clock;
    private volatile boolean failing;
    private volatile boolean told;
    private Instant quietUntil;

    private LoadHealth(Clock clock, Instant quietUntil) {
        this.clock = clock;
        this.quietUntil = quietUntil;
    }

    static LoadHealth told(Clock clock) {
        return new LoadHealth(clock, Instant.MIN);
    }

    /** Of loads whose failures others tell. */
    static LoadHealth untold() {
        return new LoadHealth(Clock.systemUTC(), Instant.MAX);
    }

    /** Whether the load that ended last got no answer, or ran out of time. */
    boolean isFailing() {
        return failing;
    }

    void succeeded() {
        failing = false;
        if (told) {
            tellRecovery();
        }
    }

    void failed(Throwable failure) {
        failing = true;
        if (!told) {
            tellOutage(failure);
        }
    }

    private synchronized void tellOutage(Throwable failure) {
        Instant now = clock.instant();
        if (!told && !now.isBefore(quietUntil)) {
            told = true;
            quietUntil = now.plus(QUIET);
            log.warn(
                    "The database does not answer loads in time; what is cached is served within its grace: {}",
                    NestedExceptionUtils.getMostSpecificCause(failure).getMessage());
        }
    }

    private synchronized void tellRecovery() {
        if (told) {
            told = false;
            log.warn("The database answers loads again");
        }
    }
}
