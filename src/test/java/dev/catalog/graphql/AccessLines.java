package dev.catalog.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** What the log tells of requests whose ids begin in one way. */
final class AccessLines extends AppenderBase<ILoggingEvent> {

    private static final Duration BOUND = Duration.ofSeconds(30);

    private final String ids;
    private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();

    AccessLines(String ids) {
        this.ids = ids;
    }

    @Override
    protected void append(ILoggingEvent event) {
        event.prepareForDeferredProcessing();
        if (idOf(event).startsWith(ids)) {
            events.add(event);
        }
    }

    /** The pairs of so many lines, when they are there, by the ids of their requests. */
    List<Map<String, Object>> await(int count) {
        Awaitility.await().atMost(BOUND).until(() -> events.size() >= count);
        assertThat(events).hasSize(count);
        return events.stream()
                .sorted(Comparator.comparing(AccessLines::idOf))
                .map(AccessLines::pairs)
                .toList();
    }

    ILoggingEvent first() {
        return events.getFirst();
    }

    private static String idOf(ILoggingEvent event) {
        return String.valueOf(event.getMDCPropertyMap().get(RequestId.KEY));
    }

    private static Map<String, Object> pairs(ILoggingEvent event) {
        Map<String, Object> pairs =
                event.getKeyValuePairs().stream().collect(Collectors.toMap(pair -> pair.key, pair -> pair.value));
        pairs.put("requestId", idOf(event));
        return pairs;
    }
}
