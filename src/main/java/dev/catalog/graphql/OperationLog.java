package dev.catalog.graphql;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * The log of operations, a line each, as key-value pairs that Spring's structured logging writes as JSON. It is on where its
 * logger has the level {@code info}; {@code debug} adds the variables of queries.
 * <p>A line holds no token and nothing of a mutation's variables; what clients choose is bounded.
 */
final class OperationLog {

    private static final Logger log = LoggerFactory.getLogger("catalog.access");

    private OperationLog() {}

    static boolean isOn() {
        return log.isInfoEnabled();
    }

    static boolean tellsVariables() {
        return log.isDebugEnabled();
    }

    /**
     * An operation that has ended.
     *
     * @param status of its HTTP answer; null over a WebSocket
     * @param bytes of its answer's body; null where they are not counted
     * @param cache what the response cache had to do with it
     */
    record Line(
            String transport,
            @Nullable String requestId,
            @Nullable Integer status,
            Duration took,
            @Nullable Long bytes,
            @Nullable String cache,
            OperationFacts facts) {}

    static void write(Line line) {
        LoggingEventBuilder event = log.atInfo();
        for (Map.Entry<String, Object> pair : pairs(line).entrySet()) {
            event = event.addKeyValue(pair.getKey(), pair.getValue());
        }
        String before = MDC.get(RequestId.KEY);
        MDC.put(RequestId.KEY, String.valueOf(line.requestId()));
        try {
            event.log(
                    "{} over {} in {} ms",
                    line.facts().title(),
                    line.transport(),
                    line.took().toMillis());
        } finally {
            RequestId.putBack(before);
        }
    }

    private static Map<String, Object> pairs(Line line) {
        Map<String, Object> pairs = new LinkedHashMap<>();
        pairs.put("transport", line.transport());
        pairs.putAll(line.facts().pairs());
        pairs.put("durationMs", line.took().toMillis());
        put(pairs, "status", line.status());
        put(pairs, "bytes", line.bytes());
        put(pairs, "cache", line.cache());
        return pairs;
    }

    private static void put(Map<String, Object> pairs, String key, @Nullable Object value) {
        if (value != null) {
            pairs.put(key, value);
        }
    }
}
