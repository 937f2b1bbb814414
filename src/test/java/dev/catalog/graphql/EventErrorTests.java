package dev.catalog.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.relay.NotFoundException;
import graphql.ExecutionResult;
import graphql.schema.DataFetcher;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/** The errors of a subscription's event, where a field of it comes to nothing that may not be null. */
class EventErrorTests {

    private static final String SDL = """
            type Query { name: String }
            type Subscription { told: Event }
            type Event { name: String lamp: String! }
            """;

    @Test
    void whyAFieldIsNullIsToldOnce() {
        ExecutionResult event = event(_ -> {
            throw new NotFoundException("No lamp.");
        });

        assertThat(PlantedSchema.errors(event))
                .singleElement()
                .satisfies(error -> assertThat(error)
                        .containsEntry("message", "No lamp.")
                        .containsEntry("path", List.of("told", "lamp")));
        assertThat(PlantedSchema.codes(event)).containsExactly("NOT_FOUND");
    }

    @Test
    void thatAFieldIsNullForNoReasonIsToldToo() {
        ExecutionResult event = event(_ -> null);

        assertThat(PlantedSchema.codes(event)).containsExactly("INTERNAL_SERVER_ERROR");
    }

    private static ExecutionResult event(DataFetcher<?> lamp) {
        PlantedSchema schema = new PlantedSchema(
                SDL,
                wiring -> wiring.type(
                                "Subscription", type -> type.dataFetcher("told", _ -> Flux.just(Map.of("name", "one"))))
                        .type("Event", type -> type.dataFetcher("lamp", lamp)));
        Publisher<ExecutionResult> events = Objects.requireNonNull(
                schema.execute("subscription {told {name lamp}}").getData());
        return Objects.requireNonNull(Flux.from(events).blockFirst());
    }
}
