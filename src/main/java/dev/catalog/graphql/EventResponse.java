package dev.catalog.graphql;

import java.io.IOException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.web.servlet.function.ServerResponse.SseBuilder;

/**
 * A response that events are written to until the container takes it back, which it does at any time once the client is gone,
 * and gives it to another request. What is being written is ended before, and nothing is written after: Spring's own lock
 * does not hold for functional endpoints, whose response belongs to an asynchronous request that is never started.
 */
final class EventResponse {

    private final SseBuilder events;
    private final Lock writing = new ReentrantLock();
    private boolean takenBack;

    EventResponse(SseBuilder events) {
        this.events = events;
    }

    /** Has this called when the container has taken the response back, or is about to. */
    void onEnd(Runnable end) {
        events.onComplete(() -> {
            takeBack();
            end.run();
        });
    }

    private void takeBack() {
        writing.lock();
        try {
            takenBack = true;
        } finally {
            writing.unlock();
        }
    }

    void event(String name, Object data) throws IOException {
        write(() -> events.event(name).data(data));
    }

    void comment() throws IOException {
        write(() -> events.comment("").send());
    }

    private void write(Write write) throws IOException {
        writing.lock();
        try {
            if (!takenBack) {
                write.run();
            }
        } finally {
            writing.unlock();
        }
    }

    /** Ends the response, whoever may be writing it. */
    void complete() {
        events.complete();
    }

    /** What is written at once. */
    private interface Write {

        void run() throws IOException;
    }
}
