package dev.catalog.warming;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What is left to be done for jobs, put down in the transaction of the caller: it is done if that commits, and only then,
 * by whichever node is free.
 */
class WarmingTasks {

    /** Cuts a job into parts. */
    static final String START = "start-warming";
    /** Works on a part. */
    static final String PART = "warm-part";

    static final List<String> NAMES = List.of(START, PART);

    /** What is not a part comes before all parts. */
    static final int FIRST = 100;

    private static final String NONE = "/0";

    private final SchedulerClient client;
    private final ObjectProvider<WarmingScheduler> scheduler;
    private final Clock clock;

    WarmingTasks(SchedulerClient client, ObjectProvider<WarmingScheduler> scheduler, Clock clock) {
        this.client = client;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    void start(long jobId) {
        schedule(List.of(instance(START, jobId + NONE, FIRST)));
    }

    /** Parts 1 to {@code count} of a job. */
    void work(long jobId, CacheWarmingJobType type, int count) {
        schedule(IntStream.rangeClosed(1, count)
                .<TaskInstance<?>>mapToObj(number -> instance(PART, jobId + "/" + number, type.priority()))
                .toList());
    }

    static long jobId(TaskInstance<?> instance) {
        return Long.parseLong(instance.getId().substring(0, instance.getId().indexOf('/')));
    }

    static int part(TaskInstance<?> instance) {
        return Integer.parseInt(instance.getId().substring(instance.getId().indexOf('/') + 1));
    }

    private static TaskInstance<?> instance(String task, String id, int priority) {
        return new TaskInstance.Builder<Void>(task, id).priority(priority).build();
    }

    private void schedule(List<TaskInstance<?>> instances) {
        client.scheduleBatch(instances, clock.instant());
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                // This node looks at once, the others within their polling interval.
                scheduler.ifAvailable(WarmingScheduler::look);
            }
        });
    }
}
