package dev.catalog.warming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.catalog.feed.ChangeFeed;
import dev.catalog.relay.NotFoundException;
import dev.catalog.support.HttpGatewayTest;
import dev.catalog.support.QueryCounter;
import dev.catalog.support.WarmingJobFixtures;
import dev.catalog.support.WarmingJobRows;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

@HttpGatewayTest
@ExtendWith(OutputCaptureExtension.class)
class WarmingJobWatchTests {

    private static final Duration BOUND = Duration.ofSeconds(30);

    private final WarmingJobWatch watch;
    private final WarmingJobRows jobs;
    private final WarmingJobRows rails;
    private final QueryCounter queries;
    private final ChangeFeed feed;
    private final MeterRegistry meters;
    private final JdbcClient jdbc;

    WarmingJobWatchTests(
            WarmingJobWatch watch,
            WarmingJobFixtures fixtures,
            QueryCounter queries,
            ChangeFeed feed,
            MeterRegistry meters,
            JdbcClient jdbc) {
        this.watch = watch;
        this.jobs = fixtures.byNode();
        this.rails = fixtures.byRails();
        this.queries = queries;
        this.feed = feed;
        this.meters = meters;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void removeJobs() {
        jobs.clear();
        await().atMost(BOUND).until(feed::hearsAnnouncements);
    }

    @AfterEach
    void nobodyIsLeft() {
        await().atMost(BOUND).until(() -> subscribers() == 0);
    }

    @Test
    void aJobIsFollowedFromItsStateToItsEnd() {
        long id = jobs.insert("products", "pending");
        try (Told told = new Told(watch.one(id))) {
            told.await(tuple("PENDING", null));
            jobs.start(id, 10);
            told.await(tuple("PENDING", null), tuple("RUNNING", 0));
            jobs.progress(id, 4);
            told.await(tuple("PENDING", null), tuple("RUNNING", 0), tuple("RUNNING", 4));
            jobs.progress(id, 10);
            jobs.complete(id);

            told.awaitEnd();

            assertThat(told.last()).isEqualTo(tuple("COMPLETED", 10));
            assertThat(told.failure()).isNull();
        }
    }

    @Test
    void everyTransitionIsToldHoweverFastItPasses() {
        long id = jobs.insert("products", "pending");
        try (Told told = new Told(watch.one(id))) {
            told.await(tuple("PENDING", null));

            jobs.rush(id, 10);

            told.awaitEnd();
            assertThat(told.states())
                    .containsExactly(tuple("PENDING", null), tuple("RUNNING", 0), tuple("COMPLETED", 10));
        }
    }

    @Test
    void aJobThatIsCancelledBeforeItRunsIsNeverTakenForARunningOne() {
        long id = jobs.insert("products", "pending");
        try (Told told = new Told(watch.one(id))) {
            told.await(tuple("PENDING", null));

            jobs.fail(id, "cancelled");

            told.awaitEnd();
            assertThat(told.states()).containsExactly(tuple("PENDING", null), tuple("FAILED", null));
        }
    }

    @Test
    void aJobThatHasEndedIsToldOnce() {
        long id = jobs.insert("products", "completed");

        try (Told told = new Told(watch.one(id))) {
            told.awaitEnd();

            assertThat(told.states()).containsExactly(tuple("COMPLETED", null));
        }
    }

    @Test
    void anUnknownIdFails() {
        try (Told told = new Told(watch.one(Long.MAX_VALUE))) {
            told.awaitEnd();

            assertThat(told.failure()).isInstanceOf(NotFoundException.class);
            assertThat(told.states()).isEmpty();
        }
    }

    @Test
    void aJobWhoseRowIsRemovedIsOver() {
        long id = jobs.insert("products", "running");
        try (Told told = new Told(watch.one(id))) {
            told.await(tuple("RUNNING", null));

            jobs.clear();

            told.awaitEnd();
            assertThat(told.failure()).isNull();
        }
    }

    @Test
    void whoFollowsAllIsToldOfActiveJobsAndThenOfEverything() {
        jobs.insert("navigation", "completed");
        long running = jobs.insert("products", "running");
        try (Told told = new Told(watch.all())) {
            told.await(tuple("RUNNING", null));
            long next = jobs.insert("homepage", "pending");
            told.await(tuple("RUNNING", null), tuple("PENDING", null));
            jobs.rush(next, 3);
            jobs.fail(running, "out of luck");
            jobs.rush(jobs.insert("categories", "pending"), 5);

            await().atMost(BOUND)
                    .untilAsserted(() -> assertThat(told.jobs())
                            .extracting(CacheWarmingJob::jobType, CacheWarmingJob::status)
                            .containsSubsequence(
                                    tuple(CacheWarmingJobType.HOMEPAGE, CacheWarmingJobStatus.RUNNING),
                                    tuple(CacheWarmingJobType.HOMEPAGE, CacheWarmingJobStatus.COMPLETED))
                            .containsSubsequence(
                                    tuple(CacheWarmingJobType.CATEGORIES, CacheWarmingJobStatus.PENDING),
                                    tuple(CacheWarmingJobType.CATEGORIES, CacheWarmingJobStatus.RUNNING),
                                    tuple(CacheWarmingJobType.CATEGORIES, CacheWarmingJobStatus.COMPLETED))
                            .contains(tuple(CacheWarmingJobType.PRODUCTS, CacheWarmingJobStatus.FAILED))
                            .doesNotContain(tuple(CacheWarmingJobType.NAVIGATION, CacheWarmingJobStatus.COMPLETED)));
            assertThat(told.hasEnded()).isFalse();
        }
    }

    @Test
    void whatRailsWritesWithoutAWordIsToldAsWell() {
        long id = rails.insert("products", null);
        try (Told told = new Told(watch.one(id))) {
            told.await(tuple("PENDING", null));

            rails.run(id);
            told.await(tuple("PENDING", null), tuple("RUNNING", null));
            rails.complete(id);

            told.awaitEnd();
            assertThat(told.last()).isEqualTo(tuple("COMPLETED", null));
        }
    }

    @Test
    void aSubscriberThatLagsGetsTheNewestState() {
        long id = jobs.insert("products", "pending");
        jobs.start(id, 1000);
        try (Told slow = new Told(watch.one(id), 1);
                Told quick = new Told(watch.one(id))) {
            slow.await(tuple("RUNNING", 0));
            for (int completed = 100; completed < 500; completed += 100) {
                jobs.progress(id, completed);
                Object progress = tuple("RUNNING", completed);
                await().atMost(BOUND).until(() -> progress.equals(quick.last()));
            }
            assertThat(slow.states()).hasSize(1);

            slow.request(1);

            slow.await(tuple("RUNNING", 0), tuple("RUNNING", 400));
            jobs.progress(id, 1000);
            jobs.complete(id);
            quick.awaitEnd();
            slow.request(5);
            slow.awaitEnd();
            assertThat(slow.last()).isEqualTo(tuple("COMPLETED", 1000));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"started", "started again"})
    void progressIsToldFiveTimesASecondAtMostByOneReadForAll(String node) {
        if (node.equals("started again")) {
            watch.stop();
            watch.start();
        }
        long id = jobs.insert("products", "pending");
        jobs.start(id, 100_000);
        try (Told first = new Told(watch.one(id));
                Told second = new Told(watch.all())) {
            first.await(tuple("RUNNING", 0));
            second.await(tuple("RUNNING", 0));
            long start = System.nanoTime();

            List<String> statements = queries.during(() -> {
                for (int completed = 1;
                        first.states().size() < 7 && since(start).compareTo(BOUND) < 0;
                        completed++) {
                    jobs.progress(id, completed);
                }
            });

            // On a busy machine it takes longer, and each read leaves at least a fifth of a second to the next one.
            int most = (int) (since(start).toMillis() / 200) + 2;
            assertThat(first.states()).hasSizeGreaterThanOrEqualTo(7);
            assertThat(statements)
                    .filteredOn(statement -> statement.contains("j.job_type"))
                    .hasSizeLessThanOrEqualTo(most);
            assertThat(first.states().size()).isLessThanOrEqualTo(most + 1);
            assertThat(second.states().size()).isLessThanOrEqualTo(most + 1);
        }
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Test
    void aReadThatFailsIsMadeUpFor(CapturedOutput output) {
        long id = jobs.insert("products", "running");
        try (Told told = new Told(watch.one(id))) {
            told.await(tuple("RUNNING", null));
            jdbc.sql("ALTER TABLE cache_warming_jobs RENAME TO out_of_reach").update();
            try {
                await().atMost(BOUND).until(() -> output.getOut().contains("could not be read for their subscribers"));
            } finally {
                jdbc.sql("ALTER TABLE out_of_reach RENAME TO cache_warming_jobs")
                        .update();
            }

            jobs.complete(id);

            told.awaitEnd();
            assertThat(told.last()).isEqualTo(tuple("COMPLETED", null));
        }
    }

    @Test
    void nothingIsReadWhileNobodyFollows() {
        long id = jobs.insert("products", "running");
        try (Told told = new Told(watch.one(id))) {
            told.await(tuple("RUNNING", null));
        }
        await().atMost(BOUND).until(() -> subscribers() == 0);
        // The read that is under way ends.
        await().pollInterval(Duration.ofMillis(300))
                .atMost(BOUND)
                .until(() -> queries.during(() -> jobs.progress(id, 1)).stream()
                        .noneMatch(statement -> statement.contains("j.job_type")));
    }

    private double subscribers() {
        return meters.get("catalog.warming.subscribers").gauge().value();
    }
}
