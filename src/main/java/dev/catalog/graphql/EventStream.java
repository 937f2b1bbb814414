package dev.catalog.graphql;

import java.io.IOException;
import java.security.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import org.slf4j.MDC;
import org.springframework.graphql.execution.SubscriptionPublisherException;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/**
 * Writes one operation's results as events, in the protocol of graphql-sse with distinct connections.
 * <p>One thread writes, and asks for the next result when the one before is written: a slow client holds up nobody else.
 */
final class EventStream extends BaseSubscriber<Map<String, Object>> implements OpenConnections.Connection {

    /** Stands for no result: the operation has begun. */
    static final Map<String, Object> BEGUN = Map.of();

    private static final OperationError EXPIRED =
            OperationError.of(ErrorCode.UNAUTHENTICATED, "The token has expired.");

    private static final ThreadFactory THREADS =
            Thread.ofVirtual().name("event-stream").factory();

    private final EventResponse events;
    private final OpenConnections open;
    private final CompletableFuture<?> handover;
    private final String requestId;
    private final Sinks.Empty<Void> expiry = Sinks.empty();
    private volatile boolean expired;
    private final ScheduledExecutorService writer;

    /** A stream that writes nothing before the handover is complete. */
    EventStream(EventResponse events, CompletableFuture<?> handover, OpenConnections open, String requestId) {
        this.events = events;
        this.handover = handover;
        this.open = open;
        this.requestId = requestId;
        this.writer = Executors.newSingleThreadScheduledExecutor(task -> THREADS.newThread(() -> {
            MDC.put(RequestId.KEY, requestId);
            task.run();
        }));
    }

    /**
     * Writes the results as they come, and a comment that often, while the caller's token holds. {@link #BEGUN} among them is one
     * more comment, so that the client knows.
     */
    void write(Flux<Map<String, Object>> results, Duration keepAlive, @Nullable Principal caller) {
        events.onEnd(this::cancel);
        writer.execute(handover::join);
        Future<?> _ = writer.scheduleAtFixedRate(
                this::keepAlive, keepAlive.toMillis(), keepAlive.toMillis(), TimeUnit.MILLISECONDS);
        // Which ends it at once where the node stops.
        open.add(this, caller);
        results.takeUntilOther(expiry.asMono())
                .concatWith(Mono.fromSupplier(() -> expired ? errors(EXPIRED) : null))
                .publishOn(Schedulers.fromExecutorService(writer), 1)
                .subscribe(this);
    }

    @Override
    protected void hookOnSubscribe(Subscription subscription) {
        request(1);
    }

    @Override
    protected void hookOnNext(Map<String, Object> result) {
        try {
            if (result.isEmpty()) {
                events.comment();
            } else {
                events.event("next", result);
            }
            request(1);
        } catch (IOException e) {
            cancel();
        }
    }

    // The response ends even where nothing can be written: a client that is there must not wait for more.
    @Override
    protected void hookOnComplete() {
        try {
            events.event("complete", "");
        } catch (IOException e) {
            cancel();
        } finally {
            events.complete();
        }
    }

    @Override
    protected void hookOnError(Throwable thrown) {
        try {
            events.event("next", errors(thrown));
            hookOnComplete();
        } catch (IOException e) {
            cancel();
        } finally {
            events.complete();
        }
    }

    private Map<String, Object> errors(Throwable thrown) {
        return thrown instanceof SubscriptionPublisherException known
                ? known.toMap()
                : errors(ErrorTranslator.translate(thrown, "a subscription", requestId));
    }

    private static Map<String, Object> errors(OperationError error) {
        return Map.of("errors", List.of(error.toSpecification()));
    }

    private void keepAlive() {
        try {
            events.comment();
        } catch (IOException e) {
            cancel();
        }
    }

    /** Without the event that tells of completion, so that the client asks again. */
    @Override
    public void end() {
        cancel();
        events.complete();
    }

    /** With an error, and the event that tells of completion. */
    @Override
    public void expire() {
        expired = true;
        expiry.tryEmitEmpty();
    }

    @Override
    protected void hookFinally(SignalType how) {
        open.remove(this);
        writer.shutdown();
    }
}
