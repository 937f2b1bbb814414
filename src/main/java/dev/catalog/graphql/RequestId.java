package dev.catalog.graphql;

import io.micrometer.context.ThreadLocalAccessor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.MDC;
import reactor.core.publisher.Mono;

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

    /** The same operation, for which this id stands on the thread that subscribes and on all that work for it. */
    static <T> Mono<T> bind(String id, Supplier<Mono<T>> operation) {
        Publisher<T> bound = subscriber -> {
            String before = current();
            MDC.put(KEY, id);
            try {
                operation.get().contextWrite(context -> context.put(KEY, id)).subscribe(subscriber);
            } finally {
                putBack(before);
            }
        };
        // Mono.from would cancel the operation once it has its result, and with it a subscription.
        return Mono.fromDirect(bound);
    }

    static void putBack(@Nullable String before) {
        if (before == null) {
            MDC.remove(KEY);
        } else {
            MDC.put(KEY, before);
        }
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
