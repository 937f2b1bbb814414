package dev.catalog.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.cache.Flight.Start;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Which readers of a node share a fill. */
class FlightsTests {

    private static final Start BEFORE = new Start(5, 1, null);
    private static final Start EVICTED = new Start(5, 2, null);
    private static final Start TOUCHED = new Start(6, 1, null);

    private final Flights<Shelf.Item> flights = new Flights<>(Duration.ofMinutes(1));

    @Test
    void readersFromBeforeAnEvictionShareTheFillFromAfterIt() {
        Flight<Shelf.Item> fill = board(EVICTED);

        assertThat(board(BEFORE)).isSameAs(fill);
        assertThat(board(BEFORE)).isSameAs(fill);
    }

    @Test
    void readersFromAfterAnEvictionDoNotJoinAFillFromBeforeIt() {
        Flight<Shelf.Item> fill = board(BEFORE);

        assertThat(board(EVICTED)).isNotSameAs(fill);
    }

    @Test
    void readersFromAfterAChangeDoNotJoinAFillFromBeforeIt() {
        Flight<Shelf.Item> fill = board(BEFORE);

        assertThat(board(TOUCHED)).isNotSameAs(fill);
    }

    @Test
    void aFillThatHasEndedIsNotJoined() {
        Flight<Shelf.Item> fill = board(BEFORE);
        flights.end("lamp", fill);

        assertThat(board(BEFORE)).isNotSameAs(fill);
    }

    private Flight<Shelf.Item> board(Start reader) {
        return flights.board(
                "lamp", new Flight<>(reader), flight -> flight.start().isNotBefore(reader));
    }
}
