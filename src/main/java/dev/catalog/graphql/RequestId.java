package dev.catalog.graphql;

import io.micrometer.context.ThreadLocalAccessor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.MDC;
import org.springframework.util.AlternativeJdkIdGenerator;
import org.springframework.util.IdGenerator;
import reactor.core.publisher.Mono;

/**
 * The id of a request: the client's {@code X-Request-Id} where it has at most 128 of the characters {@code A-Za-z0-9._-}, else a
 * new one. For log lines that of the request at hand is carried by the logging context, and by way of this accessor along to every
 * thread that works for the request.
 */
public final class RequestId implements ThreadLocalAccessor<String> {

    public static final String HEADER = "X-Request-Id";

    static final String KEY = "requestId";

    private static final String ATTRIBUTE = RequestId.class.getName();
    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._-]{1,128}");
    private static final IdGenerator NEW = new AlternativeJdkIdGenerator();

    /** The id of a request, which gets one now where it has none. */
    static String of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof String known) {
            return known;
        }
        String id = choose(request);
        request.setAttribute(ATTRIBUTE, id);
        return id;
    }

    /** The same; the answer bears it too. */
    static String tell(HttpServletRequest request, HttpServletResponse response) {
        String id = of(request);
        response.setHeader(HEADER, id);
        return id;
    }

    /** An id for a request that nobody but the caller gives one. */
    public static String choose(HttpServletRequest request) {
        String sent = request.getHeader(HEADER);
        return isSane(sent) ? sent : NEW.generateId().toString();
    }

    private static boolean isSane(@Nullable String id) {
        return id != null && SANE.matcher(id).matches();
    }

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

    /** Does what may log, while this id stands on the thread. */
    static void during(String id, Runnable action) {
        String before = current();
        MDC.put(KEY, id);
        try {
            action.run();
        } finally {
            putBack(before);
        }
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
