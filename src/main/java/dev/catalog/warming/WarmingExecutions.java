package dev.catalog.warming;

import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What the scheduler executes: the start of a job, a part of it, and what recurs, each by one node at a time. */
@Component
class WarmingExecutions {

    private static final Logger log = LoggerFactory.getLogger(WarmingExecutions.class);

    private static final Duration LOOK_FOR_PENDING = Duration.ofSeconds(2);
    private static final Duration LOOK_FOR_OLD = Duration.ofHours(1);
    private static final double LONGER_EACH_TIME = 3;

    private final JobStart jobStart;
    private final PartWork partWork;
    private final WarmingFailures failures;
    private final WarmingJobs jobs;
    private final WarmingProperties properties;

    WarmingExecutions(
            JobStart jobStart,
            PartWork partWork,
            WarmingFailures failures,
            WarmingJobs jobs,
            WarmingProperties properties) {
        this.jobStart = jobStart;
        this.partWork = partWork;
        this.failures = failures;
        this.jobs = jobs;
        this.properties = properties;
    }

    /** What is done once for each job. */
    List<CustomTask<Void>> once() {
        return List.of(
                Tasks.custom(WarmingTasks.START, Void.class)
                        .onFailure(failure())
                        .onDeadExecutionRevive()
                        .execute((instance, _) -> {
                            jobStart.start(WarmingTasks.jobId(instance));
                            return new CompletionHandler.OnCompleteRemove<>();
                        }),
                Tasks.custom(WarmingTasks.PART, Void.class)
                        .onFailure(failure())
                        .onDeadExecutionRevive()
                        .execute(this::work));
    }

    /** What is done again and again, by one node of all. */
    List<RecurringTask<Void>> recurring() {
        List<RecurringTask<Void>> tasks = new ArrayList<>();
        tasks.add(Tasks.recurring("tend-warming-jobs", FixedDelay.of(LOOK_FOR_PENDING))
                .defaultPriority(WarmingTasks.FIRST)
                .execute((_, _) -> jobs.tend()));
        tasks.add(Tasks.recurring("prune-warming-jobs", FixedDelay.of(LOOK_FOR_OLD))
                .defaultPriority(WarmingTasks.FIRST)
                .execute((_, _) -> jobs.prune(properties.retention())));
        properties
                .schedule()
                .forEach((type, cron) ->
                        tasks.add(Tasks.recurring("warm-" + type.column(), Schedules.cron(cron, ZoneOffset.UTC))
                                .defaultPriority(WarmingTasks.FIRST)
                                .execute((_, _) -> jobs.warm(type))));
        return List.copyOf(tasks);
    }

    private CompletionHandler<Void> work(TaskInstance<Void> instance, ExecutionContext context) {
        PartWork.Outcome outcome = partWork.run(
                WarmingTasks.jobId(instance),
                WarmingTasks.part(instance),
                () -> context.getSchedulerState().isShuttingDown());
        return switch (outcome) {
            case OVER -> WarmingExecutions::remove;
            // Due again at once, for this node or, where it stops, for another.
            case LEFT -> (complete, operations) -> operations.reschedule(complete, complete.getTimeDone());
        };
    }

    private static void remove(ExecutionComplete complete, ExecutionOperations<Void> operations) {
        try {
            operations.remove();
        } catch (ExecutionException e) {
            log.info("Another node has taken {} over meanwhile", complete.getExecution().taskInstance);
            log.debug("The execution was not this node's any more", e);
        }
    }

    private FailureHandler<Void> failure() {
        FailureHandler<Void> later =
                new FailureHandler.ExponentialBackoffFailureHandler<>(properties.retryPause(), LONGER_EACH_TIME);
        return (complete, operations) -> {
            int attempts = complete.getExecution().consecutiveFailures + 1;
            if (attempts > properties.retries()) {
                giveUp(complete, operations, attempts);
            } else {
                log.warn(
                        "Attempt {} of {} at a part of warming job {} failed: {}",
                        attempts,
                        properties.retries() + 1,
                        WarmingTasks.jobId(complete.getExecution().taskInstance),
                        cause(complete).toString());
                later.onFailure(complete, operations);
            }
        };
    }

    private void giveUp(ExecutionComplete complete, ExecutionOperations<Void> operations, int attempts) {
        TaskInstance<?> instance = complete.getExecution().taskInstance;
        failures.fail(WarmingTasks.jobId(instance), WarmingTasks.part(instance), attempts, cause(complete));
        operations.remove();
    }

    private static Throwable cause(ExecutionComplete complete) {
        return Objects.requireNonNull(complete.getCause().orElse(null), "a failure has a cause");
    }
}
