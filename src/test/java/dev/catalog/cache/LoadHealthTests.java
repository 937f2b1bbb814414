package dev.catalog.cache;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.catalog.support.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;

class LoadHealthTests {

    private static final String OUTAGE =
            "The database does not answer loads in time; what is cached is served within" + " its grace: no connection";
    private static final String RECOVERY = "The database answers loads again";

    private final Logger logger = (Logger) LoggerFactory.getLogger(LoadHealth.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final LoadHealth health = LoadHealth.told(clock);

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void unlisten() {
        logger.detachAppender(lines);
    }

    @Test
    void outageIsToldWhenItBeginsAndWhenItEnds() {
        health.succeeded();
        for (int load = 0; load < 100; load++) {
            fail(health);
            clock.advance(Duration.ofSeconds(10));
        }
        assertThat(health.isFailing()).isTrue();
        health.succeeded();
        health.succeeded();

        assertThat(health.isFailing()).isFalse();
        assertThat(told()).containsExactly(OUTAGE, RECOVERY);
    }

    @Test
    void loadsThatFailNowAndThenAreToldOnceAMinute() {
        for (int load = 0; load < 100; load++) {
            fail(health);
            health.succeeded();
        }
        assertThat(told()).containsExactly(OUTAGE, RECOVERY);

        clock.advance(Duration.ofMinutes(1));
        fail(health);

        assertThat(told()).containsExactly(OUTAGE, RECOVERY, OUTAGE);
    }

    @Test
    void nothingIsToldOfLoadsThatOthersTellOf() {
        LoadHealth apart = LoadHealth.untold();

        fail(apart);

        assertThat(apart.isFailing()).isTrue();
        assertThat(told()).isEmpty();
    }

    private static void fail(LoadHealth health) {
        health.failed(new DataAccessResourceFailureException("no connection"));
    }

    private List<String> told() {
        return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
