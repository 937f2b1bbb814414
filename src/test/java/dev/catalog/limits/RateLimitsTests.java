package dev.catalog.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.limits.RateLimits.Verdict;
import dev.catalog.support.SettableClock;
import dev.catalog.support.TestServers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class RateLimitsTests {

    private static final int COST = 60;
    private static final String PREFIX = "budgets-" + UUID.randomUUID();
    private static final SettableClock CLOCK = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private static final RateLimitNode NODE = node(COST);
    private static final RateLimitNode OTHER = node(COST);

    private final String caller = UUID.randomUUID().toString();

    private static RateLimitNode node(int cost) {
        return new RateLimitNode(TestServers.redisUrl(), PREFIX, cost, "30s", CLOCK);
    }

    @AfterAll
    static void close() {
        NODE.close();
        OTHER.close();
    }

    @Test
    void budgetIsSpentByWhatIsAllowedAlone() {
        double allowed = NODE.count("allowed");
        double refused = NODE.count("refused");

        assertThat(NODE.limits().pay(caller, 41).allowed()).isTrue();
        assertThat(NODE.limits().pay(caller, 41).allowed()).isFalse();
        assertThat(NODE.limits().pay(caller, 21).allowed()).isTrue();

        assertThat(NODE.count("allowed") - allowed).isEqualTo(2);
        assertThat(NODE.count("refused") - refused).isEqualTo(1);
    }

    @Test
    void whoWaitsAsLongAsToldIsAllowed() {
        ask(NODE, 50);

        // Of the 9 that are left after asking, which grow by one a second, 29 are wanted, and 1 for asking again.
        assertThat(ask(NODE, 30)).isEqualTo(new Verdict(false, 21));
        CLOCK.advance(Duration.ofSeconds(21));
        assertThat(ask(NODE, 30).allowed()).isTrue();
    }

    @Test
    void nodesShareABudgetAndCallersDoNot() {
        assertThat(ask(NODE, 50).allowed()).isTrue();
        assertThat(ask(OTHER, 50).allowed()).isFalse();
        assertThat(OTHER.limits().pay("somebody else than " + caller, 50).allowed())
                .isTrue();
    }

    @Test
    void whatCostsMoreThanThereEverIsCostsAllThereIs() {
        assertThat(ask(NODE, 1_000_000).allowed()).isTrue();

        assertThat(ask(NODE, 1_000_000)).isEqualTo(new Verdict(false, 1));
        CLOCK.advance(Duration.ofSeconds(60));
        assertThat(ask(NODE, 1_000_000).allowed()).isTrue();
    }

    @Test
    void budgetOfAnotherSizeIsAnother() {
        try (RateLimitNode larger = node(COST * 2)) {
            ask(NODE, 60);

            assertThat(ask(larger, 120).allowed()).isTrue();
        }
    }

    @Test
    void manyAtOnceOnTwoNodesAreCountedEachOnce() throws Exception {
        List<Future<Boolean>> asked = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 400; i++) {
                RateLimits limits = (i % 2 == 0 ? NODE : OTHER).limits();
                asked.add(callers.submit(() -> limits.ask(caller).allowed()));
            }
        }
        int allowed = 0;
        for (Future<Boolean> each : asked) {
            allowed += each.get() ? 1 : 0;
        }

        assertThat(NODE.count("unjudged") + OTHER.count("unjudged")).isZero();
        assertThat(allowed).isEqualTo(COST);
    }

    @Test
    void redisIsToldNeitherNamesNorAddressesAndForgetsThem() {
        List<String> before = NODE.keys();

        NODE.limits().pay("token " + caller, 60);
        NODE.limits().pay("address 192.0.2.7", 60);

        List<String> keys = new ArrayList<>(NODE.keys());
        keys.removeAll(before);
        assertThat(keys).hasSize(2).allSatisfy(key -> {
            assertThat(key).matches("%s:rate-limit:60:[0-9a-f]{32}".formatted(PREFIX));
            assertThat(NODE.timeToLiveMillis(key)).isBetween(1L, 121_000L);
        });
    }

    /** Asks for something of this cost. */
    private Verdict ask(RateLimitNode node, long cost) {
        Verdict asked = node.limits().ask(caller);
        return asked.allowed() ? node.limits().pay(caller, cost) : asked;
    }
}
