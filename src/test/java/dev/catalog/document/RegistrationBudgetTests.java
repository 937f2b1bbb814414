package dev.catalog.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.support.SettableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RegistrationBudgetTests {

    private final SettableClock clock = new SettableClock(Instant.EPOCH);
    private final RegistrationBudget budget = new RegistrationBudget(1000, Duration.ofHours(10), clock);

    @Test
    void noMoreIsSpentThanThereIs() {
        assertThat(budget.spend(600)).isTrue();
        assertThat(budget.spend(401)).isFalse();
        assertThat(budget.spend(400)).isTrue();
        assertThat(budget.spend(1)).isFalse();
    }

    @Test
    void whatIsSpentComesBackOverThePeriod() {
        budget.spend(1000);
        clock.advance(Duration.ofHours(1));

        assertThat(budget.spend(101)).isFalse();
        assertThat(budget.spend(100)).isTrue();
    }

    @Test
    void noMoreComesBackThanWasThere() {
        clock.advance(Duration.ofDays(100));

        assertThat(budget.spend(1001)).isFalse();
        assertThat(budget.spend(1000)).isTrue();
    }
}
