package dev.catalog.warming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catalog.cache.RegionCaches;
import dev.catalog.warming.WarmingJobs.Change;
import dev.catalog.warming.WarmingJobs.Refusal;
import dev.catalog.warming.WarmingJobs.Triggered;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@PlantedWarming
@Timeout(120)
class WarmingJobTests {

    private static final CacheWarmingJobType TYPE = PlantedSource.TYPE;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final WarmingJobs jobs;
    private final WarmingRows rows;
    private final PlantedLoader loader;
    private final PlantedSource source;
    private final RegionCaches caches;
    private final WarmingScheduler scheduler;
    private final TransactionTemplate transaction;
    private final Semaphore gate = new Semaphore(0);

    WarmingJobTests(
            WarmingJobs jobs,
            WarmingRows rows,
            PlantedLoader loader,
            PlantedSource source,
            RegionCaches caches,
            WarmingScheduler scheduler,
            PlatformTransactionManager transactions) {
        this.jobs = jobs;
        this.rows = rows;
        this.loader = loader;
        this.source = source;
        this.caches = caches;
        this.scheduler = scheduler;
        transaction = new TransactionTemplate(transactions);
    }

    @BeforeEach
    void plant() {
        rows.clear();
        loader.reset();
        source.setKeys(120);
    }

    @AfterEach
    void letGo() {
        gate.release(1000);
    }

    /** Lets loads wait from now on, until they are let through one by one. */
    private void holdUp() {
        loader.onLoad(_ -> gate.acquireUninterruptibly());
    }

    private void awaitLoads(int count) {
        await().atMost(PATIENCE).until(() -> loader.loads().size(), loads -> loads >= count);
    }

    @Test
    void aJobFillsEveryKeyOnceAndEnds() {
        Triggered triggered = jobs.warm(TYPE);
        assertThat(triggered.alreadyActive()).isFalse();

        rows.awaitStatus(triggered.jobId(), "completed");

        assertThat(rows.row(triggered.jobId()))
                .containsEntry("job_type", "homepage")
                .containsEntry("total", 120)
                .containsEntry("completed", 120)
                .containsEntry("active", false)
                .containsEntry("error_message", null)
                .doesNotContainEntry("started_at", null)
                .doesNotContainEntry("completed_at", null);
        assertThat(loader.loads().stream().flatMap(Set::stream)).containsExactlyInAnyOrderElementsOf(source.subjects());
        assertThat(loader.loads()).allMatch(keys -> keys.size() <= 10);
        assertThat(caches.statistics())
                .filteredOn(region -> region.name().equals(PlantedLoader.REGION))
                .isNotEmpty();
        assertThat(rows.count("catalog_warming_parts")).isZero();
    }

    @Test
    void aSchedulerThatIsStartedAgainWorksAgain() {
        scheduler.stop();
        scheduler.start();

        rows.awaitStatus(jobs.warm(TYPE).jobId(), "completed");
    }

    @Test
    void aJobWithNothingToDoEnds() {
        source.setKeys(0);

        long job = jobs.warm(TYPE).jobId();

        rows.awaitStatus(job, "completed");
        assertThat(rows.row(job)).containsEntry("total", 0).containsEntry("completed", 0);
    }

    @Test
    void thereIsOneActiveJobOfATypeAndANewOneAfterItsEnd() {
        holdUp();
        long job = jobs.warm(TYPE).jobId();
        assertThat(jobs.warm(TYPE)).isEqualTo(new Triggered(job, true));
        rows.awaitStatus(job, "running");
        assertThat(jobs.warm(TYPE)).isEqualTo(new Triggered(job, true));
        Triggered other = jobs.warm(CacheWarmingJobType.NAVIGATION);
        assertThat(other.alreadyActive()).isFalse();
        gate.release(1000);
        rows.awaitStatus(job, "completed");

        Triggered next = jobs.warm(TYPE);

        assertThat(next.alreadyActive()).isFalse();
        assertThat(next.jobId()).isGreaterThan(job);
        rows.awaitStatus(next.jobId(), "completed");
        rows.awaitStatus(other.jobId(), "completed");
    }

    @Test
    void aTriggerThatIsRolledBackLeavesNothing() {
        transaction.executeWithoutResult(status -> {
            jobs.warm(TYPE);
            status.setRollbackOnly();
        });

        assertThat(rows.ids()).isEmpty();
        assertThat(rows.count("catalog_warming_runs")).isZero();
        assertThat(rows.count("catalog_warming_tasks WHERE task_name = 'start-warming'"))
                .isZero();
    }

    @Test
    void progressOnlyGrows() {
        holdUp();
        long job = jobs.warm(TYPE).jobId();
        List<Object> seen = new ArrayList<>();
        for (int batch = 1; batch <= 12; batch++) {
            gate.release();
            int filled = batch * 10;
            await().atMost(PATIENCE).until(() -> rows.row(job).get("completed"), Integer.valueOf(filled)::equals);
            seen.add(rows.row(job).get("completed"));
        }

        rows.awaitStatus(job, "completed");
        assertThat(seen)
                .isEqualTo(IntStream.rangeClosed(1, 12).mapToObj(n -> n * 10).toList());
    }

    @Test
    void cancellingEndsTheWorkWithinOneBatch() {
        holdUp();
        long job = jobs.warm(TYPE).jobId();
        awaitLoads(2);

        assertThat(jobs.cancel(job)).isEqualTo(new Change(job, null));

        assertThat(rows.row(job))
                .containsEntry("status", "failed")
                .containsEntry("error_message", "cancelled")
                .containsEntry("active", false)
                .doesNotContainEntry("completed_at", null);
        gate.release(1000);
        await().atMost(PATIENCE).until(() -> rows.count("catalog_warming_tasks WHERE task_name = 'warm-part'") == 0);
        assertThat(loader.loads()).hasSize(2);
        assertThat(rows.row(job)).containsEntry("status", "failed").containsEntry("completed", 0);
        assertThat(jobs.warm(TYPE).alreadyActive()).isFalse();
    }

    @Test
    void aFinishedJobNeverChangesAgain() {
        long job = jobs.warm(TYPE).jobId();
        rows.awaitStatus(job, "completed");
        var before = rows.row(job);

        assertThat(jobs.cancel(job)).isEqualTo(new Change(null, Refusal.CONFLICT));
        assertThat(jobs.retry(job)).isEqualTo(new Change(null, Refusal.CONFLICT));
        assertThat(jobs.cancel(Long.MAX_VALUE)).isEqualTo(new Change(null, Refusal.UNKNOWN));
        assertThat(jobs.retry(Long.MAX_VALUE)).isEqualTo(new Change(null, Refusal.UNKNOWN));

        assertThat(rows.row(job)).isEqualTo(before);
    }

    @Test
    void aFailedJobIsRetriedAsANewOne() {
        long failed = rows.insert("homepage", "failed");

        Change change = jobs.retry(failed);

        assertThat(change.refusal()).isNull();
        assertThat(change.jobId()).isNotNull().isNotEqualTo(failed);
        rows.awaitStatus(change.jobId(), "completed");
        assertThat(rows.status(failed)).isEqualTo("failed");
    }

    @Test
    void aPartThatFailsIsTriedAgainWhereItWasLeft() {
        AtomicBoolean broken = new AtomicBoolean(true);
        loader.onLoad(keys -> {
            if (keys.contains("subject-35") && broken.getAndSet(false)) {
                throw new IllegalStateException("planted");
            }
        });

        long job = jobs.warm(TYPE).jobId();

        rows.awaitStatus(job, "completed");
        assertThat(rows.row(job)).containsEntry("completed", 120);
        assertThat(loader.loads()).hasSize(13);
    }

    @Test
    void aJobFailsWithWhatFailedAndHowMuchWasDone() {
        loader.onLoad(keys -> {
            if (keys.contains("subject-75")) {
                throw new IllegalStateException("select secret from a.table");
            }
        });

        long job = jobs.warm(TYPE).jobId();

        rows.awaitStatus(job, "failed");
        assertThat((String) rows.row(job).get("error_message"))
                .startsWith("Part 2 could not be filled in 3 attempts: ")
                .containsPattern("\\d+ of 120 keys were filled\\.$")
                .doesNotContain("select", "Exception");
        assertThat(rows.row(job)).containsEntry("active", false);
    }
}
