package dev.catalog.startup;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

class NativeHeapTests {

    private final Logger logger = (Logger) LoggerFactory.getLogger(NativeHeap.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private @Nullable Level level;

    @BeforeEach
    void listen() {
        level = logger.getLevel();
        logger.setLevel(Level.DEBUG);
        lines.list = new CopyOnWriteArrayList<>();
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void unlisten() {
        logger.detachAppender(lines);
        logger.setLevel(level);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void jvmTrimsAgainAndAgain() {
        ScheduledFuture<?> trimming =
                NativeHeap.keepTrimmed(Duration.ofMillis(10)).orElseThrow();
        try {
            await().atMost(1, MINUTES).until(() -> lines.list.size() > 2);
        } finally {
            trimming.cancel(false);
        }

        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .allMatch(line -> line.startsWith("Trim native heap: "));
    }

    @ParameterizedTest
    @CsvSource({
        "-XX:+UseSerialGC, true",
        "-XX:TrimNativeHeapInterval=60000, false",
        "-XX:TrimNativeHeapInterval=0, false"
    })
    void whoDecidesOnTheIntervalHasTheirs(String options, String isTrimmed) {
        assertThat(OwnJvm.outputOf(Told.class, options)).isEqualTo(isTrimmed);
    }

    /** What such a JVM runs. */
    static final class Told {

        public static void main(String[] arguments) {
            System.out.print(NativeHeap.keepTrimmed(Duration.ofMinutes(1)).isPresent());
        }
    }
}
