package dev.catalog.warming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Parts whose worker falls silent, and comes back. */
@PlantedWarming
@Timeout(120)
class TakeoverTests {

    private static final CacheWarmingJobType TYPE = PlantedSource.TYPE;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final WarmingJobs jobs;
    private final WarmingRows rows;
    private final WarmingParts parts;
    private final PlantedLoader loader;
    private final PlantedSource source;
    private final TransactionTemplate transaction;
    private final Semaphore gate = new Semaphore(0);

    TakeoverTests(
            WarmingJobs jobs,
            WarmingRows rows,
            WarmingParts parts,
            PlantedLoader loader,
            PlantedSource source,
            PlatformTransactionManager transactions) {
        this.jobs = jobs;
        this.rows = rows;
        this.parts = parts;
        this.loader = loader;
        this.source = source;
        transaction = new TransactionTemplate(transactions);
    }

    @BeforeEach
    void plant() {
        rows.clear();
        loader.reset();
        source.setKeys(30);
    }

    @AfterEach
    void letGo() {
        gate.release(1000);
    }

    @Test
    void whatAFormerWorkerWritesIsRefused() {
        loader.onLoad(_ -> gate.acquireUninterruptibly());
        long job = jobs.warm(TYPE).jobId();
        await().atMost(PATIENCE).until(() -> !loader.loads().isEmpty());

        WarmingPart mine = take(job).orElseThrow();
        WarmingPart others = take(job).orElseThrow();

        assertThat(others.epoch()).isEqualTo(mine.epoch() + 1);
        assertThat(advance(mine, 10)).isEmpty();
        assertThat(advance(others, 10)).hasValue(1);
        assertThat(advance(others, 10)).as("what is recorded already").isEmpty();
        assertThat(advance(others.advanced(10), 20)).hasValue(0);
        assertThat(rows.row(job)).containsEntry("completed", 30);

        gate.release(1000);
        await().atMost(PATIENCE).until(() -> rows.count("catalog_warming_tasks WHERE task_name = 'warm-part'") == 0);
        assertThat(rows.row(job)).containsEntry("completed", 30);
    }

    @Test
    void aPartWhoseWorkerFallsSilentIsTakenOverAndItsLateWritesAreRefused() {
        AtomicBoolean first = new AtomicBoolean(true);
        loader.onLoad(keys -> {
            if (keys.contains("subject-15") && first.getAndSet(false)) {
                // On another thread, for this one's transaction reads alone.
                CompletableFuture.runAsync(this::silence).join();
                gate.acquireUninterruptibly();
            }
        });

        long job = jobs.warm(TYPE).jobId();

        rows.awaitStatus(job, "completed");
        var completed = rows.row(job);
        assertThat(completed).containsEntry("completed", 30);
        gate.release();
        await().atMost(PATIENCE).until(() -> rows.count("catalog_warming_tasks WHERE task_name = 'warm-part'") == 0);
        assertThat(rows.row(job)).isEqualTo(completed);
    }

    /** As if the process were gone: the last heartbeat is long ago, and none comes any more. */
    private void silence() {
        rows.execute("UPDATE catalog_warming_tasks SET version = version + 1,"
                + " last_heartbeat = now() - interval '1 hour' WHERE task_name = 'warm-part'");
    }

    private Optional<WarmingPart> take(long job) {
        return transaction.execute(_ -> parts.take(job, 1));
    }

    private Optional<Integer> advance(WarmingPart part, int by) {
        return transaction.execute(_ -> parts.advance(part, by));
    }
}
