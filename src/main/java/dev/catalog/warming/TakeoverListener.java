package dev.catalog.warming;

import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.task.Execution;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of work that a node which fell silent has left, and that is done by others now. */
final class TakeoverListener extends AbstractSchedulerListener {

    private static final Logger log = LoggerFactory.getLogger(TakeoverListener.class);

    private final WarmingMetrics metrics;

    TakeoverListener(WarmingMetrics metrics) {
        this.metrics = metrics;
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
