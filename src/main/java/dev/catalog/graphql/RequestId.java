package dev.catalog.graphql;

import io.micrometer.context.ThreadLocalAccessor;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * The id of the request at hand, for its log lines: carried by the logging context, and by way of this accessor along
 * to every thread that works for the request.
 */
public final class RequestId implements ThreadLocalAccessor<String> {

    static final String KEY = "requestId";

    /** The id of the request that this thread works for; null where it works for none. */
    static @Nullable String current() {
        return MDC.get(KEY);
    }

    @Override
    public Object key() {
        return KEY;
    }

    @Override
    public @Nullable String getValue() {
        return current();
    }

    @Override
    public void setValue(String id) {
        MDC.put(KEY, id);
    }

    @Override
    public void setValue() {
        MDC.remove(KEY);
    }
}
