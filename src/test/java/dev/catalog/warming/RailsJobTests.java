package dev.catalog.warming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catalog.warming.WarmingJobs.Triggered;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Jobs that somebody else inserts, changes or deletes. */
@PlantedWarming
@Timeout(120)
class RailsJobTests {

    private static final CacheWarmingJobType TYPE = PlantedSource.TYPE;
    private static final Duration PICK_UP = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final WarmingJobs jobs;
    private final WarmingRows rows;
    private final PlantedLoader loader;
    private final PlantedSource source;
    private final Semaphore gate = new Semaphore(0);

    RailsJobTests(WarmingJobs jobs, WarmingRows rows, PlantedLoader loader, PlantedSource source) {
        this.jobs = jobs;
        this.rows = rows;
        this.loader = loader;
        this.source = source;
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
    void aPendingRowThatRailsInsertsIsPickedUp() {
        long job = rows.insert("homepage", "pending");
        long unset = rows.insert("navigation", null);

        await().atMost(PICK_UP).until(() -> !rows.status(job).equals("pending"));
        await().atMost(PICK_UP).until(() -> rows.row(unset).get("started_at") != null);
        rows.awaitStatus(job, "completed");
        rows.awaitStatus(unset, "completed");
        assertThat(rows.row(job)).containsEntry("completed", 120);
    }

    @Test
    void pendingRowsOfOneTypeRunOneAfterTheOther() {
        holdUp();
        long first = rows.insert("homepage", "pending");
        long second = rows.insert("homepage", "pending");
        rows.awaitStatus(first, "running");

        assertThat(rows.status(second)).isEqualTo("pending");
        gate.release(1000);

        rows.awaitStatus(first, "completed");
        rows.awaitStatus(second, "completed");
    }

    @Test
    void rowsThatAreNotTheGatewaysStayAsTheyAre() {
        long running = rows.insert("homepage", "running");
        long unknownType = rows.insert("everything", "pending");
        long unknownStatus = rows.insert("homepage", "paused");

        Triggered triggered = jobs.warm(TYPE);

        assertThat(triggered.alreadyActive()).isFalse();
        rows.awaitStatus(triggered.jobId(), "completed");
        assertThat(rows.status(running)).isEqualTo("running");
        assertThat(rows.status(unknownType)).isEqualTo("pending");
        assertThat(rows.status(unknownStatus)).isEqualTo("paused");
    }

    @Test
    void aJobThatRailsEndsIsLetGo() {
        holdUp();
        long job = jobs.warm(TYPE).jobId();
        awaitLoads(1);

        rows.mark(job, "completed");
        gate.release(1000);

        await().atMost(PATIENCE).until(() -> rows.row(job).get("active"), Boolean.FALSE::equals);
        assertThat(rows.row(job)).containsEntry("status", "completed").containsEntry("completed", 0);
        Triggered next = jobs.warm(TYPE);
        assertThat(next.alreadyActive()).isFalse();
        rows.awaitStatus(next.jobId(), "completed");
    }

    @Test
    void aJobWhoseRowIsGoneBlocksNothing() {
        holdUp();
        long job = jobs.warm(TYPE).jobId();
        awaitLoads(1);

        rows.execute("DELETE FROM cache_warming_jobs");
        gate.release(1000);

        await().atMost(PATIENCE).until(() -> !jobs.warm(TYPE).alreadyActive());
        await().atMost(PATIENCE)
                .until(() -> rows.ids().size() == 1 && !rows.ids().contains(job));
    }

    @Test
    void aJobWithoutAnExecutionBlocksNothing() {
        rows.execute("INSERT INTO cache_warming_jobs (id, job_type, status, created_at, updated_at)"
                + " VALUES (-7, 'homepage', 'running', now(), now())");
        rows.execute(
                "INSERT INTO catalog_warming_runs (job_id, job_type, total, parts_left) VALUES (-7, 'homepage', 5, 1)");

        await().atMost(PATIENCE).until(() -> !jobs.warm(TYPE).alreadyActive());

        assertThat(rows.status(-7)).isEqualTo("running");
    }

    @Test
    void oldJobsOfTheGatewayAreDeletedAndNoOthers() {
        long old = jobs.warm(TYPE).jobId();
        rows.awaitStatus(old, "completed");
        rows.execute("UPDATE cache_warming_jobs SET completed_at = completed_at - interval '2 days'");
        long young = jobs.warm(TYPE).jobId();
        rows.awaitStatus(young, "completed");
        long ofRails = rows.insert("homepage", "completed");
        rows.execute(
                "UPDATE cache_warming_jobs SET completed_at = now() - interval '1 year' WHERE completed_at IS NULL");

        jobs.prune(Duration.ofDays(1));

        assertThat(rows.ids()).containsExactly(young, ofRails);
        assertThat(rows.count("catalog_warming_runs WHERE job_id = " + old)).isZero();
    }
}
