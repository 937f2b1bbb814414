package dev.catalog.warming;

import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.task.Execution;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells, in the gateway's log, what the scheduler meets: work that a node which fell silent has left, and a database that
 * doesn't let it look for any, once at its beginning and once at its end.
 */
final class SchedulerReport extends AbstractSchedulerListener {

    private static final Logger log = LoggerFactory.getLogger(SchedulerReport.class);

    private final WarmingMetrics metrics;
    private final AtomicBoolean failing = new AtomicBoolean();

    SchedulerReport(WarmingMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public void onSchedulerEvent(SchedulerEventType event) {
        switch (event) {
            case UNEXPECTED_ERROR -> {
                if (!failing.getAndSet(true)) {
                    log.warn("Warming jobs can't be looked for in the database; it is tried again until they can");
                }
            }
            case RAN_DETECT_DEAD, RAN_EXECUTE_DUE -> {
                if (failing.getAndSet(false)) {
                    log.info("Warming jobs are looked for again");
                }
            }
            default -> {}
        }
    }

    @Override
    public void onExecutionDead(Execution execution) {
        metrics.takenOver();
        log.warn(
                "The node {} has been silent since {}; {} is done by another",
                execution.pickedBy,
                execution.lastHeartbeat,
                execution.taskInstance);
    }
}
