package dev.catalog.response;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class AnswerFlightsTests {

    private static final Digest OPERATION = Digest.of("operation".getBytes(UTF_8));

    private final AnswerFlights flights = new AnswerFlights(Duration.ofHours(1));

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void oneMakesTheAnswerAndTheOthersWait(boolean isToBeKept) throws Exception {
        AnswerFlights.Flight first = flights.board(OPERATION, true);
        FutureTask<AnswerFlights.Flight> second = new FutureTask<>(() -> flights.board(OPERATION, isToBeKept));
        Thread waiting = Thread.ofPlatform().start(second);

        await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
        first.land();

        assertThat(first.hasWaited()).isFalse();
        assertThat(second.get().hasWaited()).isTrue();
    }

    @Test
    void nobodyWaitsForAnAnswerThatIsNotToBeKept() {
        flights.board(OPERATION, false);

        assertThat(flights.board(OPERATION, true).hasWaited()).isFalse();
    }

    @Test
    void nobodyWaitsForAWhileForWhatCouldNotBeKept() {
        AnswerFlights.Flight first = flights.board(OPERATION, true);
        first.isInVain();

        assertThat(flights.board(OPERATION, true).hasWaited()).isFalse();
    }
}
