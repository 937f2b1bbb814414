package dev.catalog.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class CatchUpsTests {

    private final CatchUps catchUps = new CatchUps();

    @Test
    void allWhoAskBeforeAReadBeginsShareIt() {
        CompletableFuture<Boolean> first = catchUps.next();
        CompletableFuture<Boolean> second = catchUps.next();
        catchUps.begin();

        catchUps.end(true);

        assertThat(first).isSameAs(second).isCompletedWithValue(true);
    }

    @Test
    void whoAsksWhileAReadRunsWaitsForTheNext() {
        catchUps.begin();
        CompletableFuture<Boolean> late = catchUps.next();

        catchUps.end(true);
        assertThat(late).isNotDone();

        catchUps.begin();
        catchUps.end(true);
        assertThat(late).isCompletedWithValue(true);
    }

    @Test
    void whoWaitsForAReadThatFailsWaitsForOneThatDoesNot() {
        CompletableFuture<Boolean> first = catchUps.next();
        catchUps.begin();
        CompletableFuture<Boolean> second = catchUps.next();
        catchUps.begin();
        catchUps.begin();

        catchUps.end(true);

        assertThat(first).isCompletedWithValue(true);
        assertThat(second).isCompletedWithValue(true);
    }

    @Test
    void nobodyWaitsAfterTheEnd() {
        CompletableFuture<Boolean> running = catchUps.next();
        catchUps.begin();
        CompletableFuture<Boolean> waiting = catchUps.next();

        catchUps.close();

        assertThat(running).isCompletedWithValue(false);
        assertThat(waiting).isCompletedWithValue(false);
        assertThat(catchUps.next()).isCompletedWithValue(false);
    }
}
