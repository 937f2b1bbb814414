package dev.catalog.warming;

import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * Triggers the jobs that a start is to trigger, where they are not active already. The node serves meanwhile, but counts as
 * ready only when they have ended, whichever node ran them, or the set time is over.
 */
@Component
class WarmingAtStart implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(WarmingAtStart.class);

    private static final long FIRST_LOOK_MILLIS = 50;
    private static final long LONGEST_LOOK_MILLIS = 500;

    private final WarmingJobs jobs;
    private final WarmingRuns runs;
    private final WarmingTables tables;
    private final WarmingProperties properties;
    private final TransactionTemplate transaction;

    WarmingAtStart(
            WarmingJobs jobs,
            WarmingRuns runs,
            WarmingTables tables,
            WarmingProperties properties,
            PlatformTransactionManager transactions) {
        this.jobs = jobs;
        this.runs = runs;
        this.tables = tables;
        this.properties = properties;
        transaction = new TransactionTemplate(transactions);
    }

    @Override
    public void run(ApplicationArguments arguments) throws InterruptedException {
        if (properties.afterStart().isEmpty() || !tables.areUsable()) {
            return;
        }
        List<Long> triggered = properties.afterStart().stream()
                .distinct()
                .map(type -> jobs.warm(type).jobId())
                .toList();
        if (!haveEnded(triggered, properties.readyWithin())) {
            log.info("The gateway counts as ready before it is warm, after {}", properties.readyWithin());
        }
    }

    private boolean haveEnded(List<Long> jobIds, Duration within) throws InterruptedException {
        long end = System.nanoTime() + within.toNanos();
        ExponentialBackOff looks = new ExponentialBackOff(FIRST_LOOK_MILLIS, 2);
        looks.setMaxInterval(LONGEST_LOOK_MILLIS);
        BackOffExecution look = looks.start();
        while (System.nanoTime() < end) {
            if (jobIds.stream().allMatch(this::hasEnded)) {
                return true;
            }
            // Any node may run the job, so its row alone tells of its end.
            Thread.sleep(look.nextBackOff());
        }
        return false;
    }

    private boolean hasEnded(long jobId) {
        return Boolean.TRUE.equals(transaction.execute(
                _ -> runs.status(jobId).map(CacheWarmingJobStatus::isFinal).orElse(true)));
    }
}
