package dev.catalog.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.servlet.function.ServerResponse.SseBuilder;
import reactor.core.publisher.Flux;

class EventStreamWriterTests {

    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final Duration RARELY = Duration.ofHours(1);
    private static final Map<String, Object> RESULT = Map.of("data", "x");

    private final CompletableFuture<?> handover = new CompletableFuture<>();
    private final OpenConnections open = new OpenConnections(new SimpleMeterRegistry(), Clock.systemUTC());
    private final Events events = new Events();

    @BeforeEach
    void start() {
        open.start();
    }

    @Test
    void nothingIsWrittenBeforeTheRequestsThreadIsDone() {
        CompletableFuture<?> asked = new CompletableFuture<>();

        write(Flux.just(EventStream.BEGUN, RESULT).doOnRequest(_ -> asked.complete(null)));

        assertThat(asked).isDone();
        assertThat(events.written).isEmpty();
        handover.complete(null);
        await().atMost(BOUND).until(() -> events.completed);
        assertThat(events.written).containsExactly("comment", "next {data=x}", "complete ");
    }

    @Test
    void theWritersLinesBearTheRequestsId() {
        handover.complete(null);

        write(Flux.just(RESULT));

        await().atMost(BOUND).until(() -> events.completed);
        assertThat(events.ids).containsExactly("id", "id");
    }

    @Test
    void aNodeThatStopsStartsNoStream() {
        open.stop();

        write(Flux.just(RESULT));
        handover.complete(null);

        await().atMost(BOUND).until(() -> events.completed);
        assertThat(events.written).doesNotContain("next {data=x}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"next {data=x}", "complete "})
    void whatCannotBeWrittenIsAnErrorAndTheEnd(String unwritable) {
        events.unwritable = unwritable;
        handover.complete(null);

        write(Flux.just(RESULT).concatWith(unwritable.startsWith("next") ? Flux.never() : Flux.empty()));

        await().atMost(BOUND).until(() -> events.completed);
        assertThat(events.written).last().isEqualTo("complete ");
        assertThat(events.written.get(events.written.size() - 2)).contains("INTERNAL_SERVER_ERROR");
    }

    private void write(Flux<Map<String, Object>> results) {
        new EventStream(new EventResponse(events), handover, open, "id").write(results, RARELY, null);
    }

    /** What is written to the response. */
    private static final class Events implements SseBuilder {

        private final List<String> written = new CopyOnWriteArrayList<>();
        private final List<String> ids = new CopyOnWriteArrayList<>();
        private volatile String unwritable = "";
        private volatile boolean completed;
        private String event = "";

        @Override
        public void send() {
            written.add(event);
        }

        @Override
        public void send(Object data) {
            data(data);
        }

        @Override
        public void data(Object data) {
            String line = event + " " + data;
            if (line.equals(unwritable)) {
                unwritable = "";
                throw new IllegalStateException("cannot be written");
            }
            written.add(line);
            ids.add(String.valueOf(RequestId.current()));
        }

        @Override
        public SseBuilder event(String name) {
            event = name;
            return this;
        }

        @Override
        public SseBuilder comment(String comment) {
            event = "comment";
            return this;
        }

        @Override
        public void complete() {
            completed = true;
        }

        @Override
        public SseBuilder id(String id) {
            return this;
        }

        @Override
        public SseBuilder retry(Duration duration) {
            return this;
        }

        @Override
        public void error(Throwable thrown) {
            complete();
        }

        @Override
        public SseBuilder onTimeout(Runnable onTimeout) {
            return this;
        }

        @Override
        public SseBuilder onError(Consumer<Throwable> onError) {
            return this;
        }

        @Override
        public SseBuilder onComplete(Runnable onCompletion) {
            return this;
        }
    }
}
