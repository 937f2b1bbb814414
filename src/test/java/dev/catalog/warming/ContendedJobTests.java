package dev.catalog.warming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.support.GatewayNode;
import dev.catalog.support.TestServers;
import dev.catalog.warming.WarmingJobs.Change;
import dev.catalog.warming.WarmingJobs.Refusal;
import dev.catalog.warming.WarmingJobs.Triggered;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Every transition of a job, made by ten callers on each of two nodes at the same moment. Nobody works on the job besides. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class ContendedJobTests {

    private static final int CALLERS = 20;
    private static final CacheWarmingJobType TYPE = CacheWarmingJobType.NAVIGATION;

    private List<GatewayNode> nodes = List.of();
    private WarmingRows rows;

    @BeforeAll
    void start() {
        String database = TestServers.newDatabase();
        rows = new WarmingRows(JdbcClient.create(new DriverManagerDataSource(database)));
        String[] settings = {"catalog.warming.concurrency=0", "catalog.cache.prefix=contended"};
        nodes = List.of(
                GatewayNode.start(database, TestServers.redisUrl(), settings),
                GatewayNode.start(database, TestServers.redisUrl(), settings));
    }

    @AfterAll
    void stop() {
        nodes.forEach(GatewayNode::close);
    }

    @BeforeEach
    void clear() {
        rows.execute("TRUNCATE cache_warming_jobs, catalog_warming_runs, catalog_warming_parts, catalog_warming_tasks");
    }

    @Test
    void twentyTriggersMakeOneJob() throws Exception {
        List<Triggered> triggered =
                onAllNodes(node -> node.bean(WarmingJobs.class).warm(TYPE));

        long job = triggered.getFirst().jobId();
        assertThat(triggered).extracting(Triggered::jobId).containsOnly(job);
        assertThat(triggered).extracting(Triggered::alreadyActive).containsOnlyOnce(false);
        assertThat(rows.ids()).containsExactly(job);
        assertThat(rows.count("catalog_warming_tasks")).isEqualTo(1);
    }

    @Test
    void twentyRetriesMakeOneJob() throws Exception {
        long failed = rows.insert("navigation", "failed");

        List<Change> changes = onAllNodes(node -> node.bean(WarmingJobs.class).retry(failed));

        assertThat(changes)
                .extracting(Change::jobId)
                .containsOnly(changes.getFirst().jobId());
        assertThat(rows.ids()).hasSize(2);
    }

    @Test
    void aRowThatAllNodesFindIsScheduledOnce() throws Exception {
        long job = rows.insert("navigation", "pending");

        onAllNodes(node -> {
            node.bean(WarmingJobs.class).tend();
            return true;
        });

        assertThat(rows.count("catalog_warming_runs WHERE active AND job_id = " + job))
                .isEqualTo(1);
        assertThat(rows.count("catalog_warming_tasks")).isEqualTo(1);
    }

    @Test
    void aJobIsStartedOnce() throws Exception {
        long job = nodes.getFirst().bean(WarmingJobs.class).warm(TYPE).jobId();

        List<Boolean> started = onAllNodes(node -> inTransaction(node, runs -> runs.start(job, 10, 1)));

        assertThat(started).containsOnlyOnce(true);
        assertThat(rows.status(job)).isEqualTo("running");
    }

    @Test
    void aJobIsCompletedOnce() throws Exception {
        long job = nodes.getFirst().bean(WarmingJobs.class).warm(TYPE).jobId();
        inTransaction(nodes.getFirst(), runs -> runs.start(job, 0, 0));

        List<Boolean> completed = onAllNodes(node -> inTransaction(node, runs -> runs.complete(job)));

        assertThat(completed).containsOnlyOnce(true);
        assertThat(rows.status(job)).isEqualTo("completed");
    }

    @Test
    void aJobIsCancelledOnce() throws Exception {
        long job = nodes.getFirst().bean(WarmingJobs.class).warm(TYPE).jobId();

        List<Change> changes = onAllNodes(node -> node.bean(WarmingJobs.class).cancel(job));

        assertThat(changes).containsOnlyOnce(Change.of(job));
        assertThat(changes)
                .filteredOn(change -> change.refusal() == Refusal.CONFLICT)
                .hasSize(CALLERS - 1);
    }

    @Test
    void aJobThatSomeCompleteWhileOthersCancelItEndsOnce() throws Exception {
        for (int round = 0; round < 10; round++) {
            long job = nodes.getFirst().bean(WarmingJobs.class).warm(TYPE).jobId();
            inTransaction(nodes.getFirst(), runs -> runs.start(job, 0, 0));

            List<Boolean> ended = onAllNodes(node -> node == nodes.getFirst()
                    ? inTransaction(node, runs -> runs.complete(job))
                    : node.bean(WarmingJobs.class).cancel(job).refusal() == null);

            assertThat(ended).containsOnlyOnce(true);
            assertThat(rows.row(job))
                    .containsEntry("active", false)
                    .satisfies(row -> assertThat(row.get("error_message"))
                            .isEqualTo("failed".equals(row.get("status")) ? WarmingJobs.CANCELLED : null));
        }
    }

    private static boolean inTransaction(GatewayNode node, Function<WarmingRuns, Boolean> transition) {
        TransactionTemplate transaction = new TransactionTemplate(node.bean(PlatformTransactionManager.class));
        return Boolean.TRUE.equals(transaction.execute(_ -> transition.apply(node.bean(WarmingRuns.class))));
    }

    /** What each of the callers gets, who all call at once. */
    private <T> List<T> onAllNodes(Function<GatewayNode, T> call) throws InterruptedException, ExecutionException {
        CyclicBarrier barrier = new CyclicBarrier(CALLERS);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<T>> calls = new ArrayList<>();
            for (int caller = 0; caller < CALLERS; caller++) {
                GatewayNode node = nodes.get(caller % nodes.size());
                calls.add(() -> {
                    barrier.await();
                    return call.apply(node);
                });
            }
            List<T> answers = new ArrayList<>();
            for (Future<T> answer : callers.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}
