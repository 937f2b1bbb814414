package dev.catalog.warming;

import dev.catalog.cache.Outage;
import dev.catalog.cache.RedisOutageException;
import dev.catalog.warming.WarmingMetrics.End;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Ends a job whose part, or whose start, has failed too often. */
@Component
class WarmingFailures {

    private static final Logger log = LoggerFactory.getLogger(WarmingFailures.class);

    private final WarmingRuns runs;
    private final WarmingMetrics metrics;
    private final TransactionTemplate transaction;

    WarmingFailures(WarmingRuns runs, WarmingMetrics metrics, PlatformTransactionManager transactions) {
        this.runs = runs;
        this.metrics = metrics;
        transaction = new TransactionTemplate(transactions);
    }

    /**
     * Fails the job where it has not ended, with what failed and how much was done.
     *
     * @param part the number of the part that failed, 0 for the start of the job
     */
    void fail(long jobId, int part, int attempts, Throwable cause) {
        transaction.executeWithoutResult(_ -> {
            String message = message(jobId, part, attempts, cause);
            if (runs.fail(jobId, message)) {
                metrics.ended(End.FAILED);
                log.error("Warming job {} failed: {}", jobId, message, cause);
            }
        });
    }

    private String message(long jobId, int part, int attempts, Throwable cause) {
        String what = part == 0 ? "The job could not be started" : "Part " + part + " could not be filled";
        String done = runs.progress(jobId)
                .map(progress -> String.format(
                        Locale.ROOT, "%,d of %,d keys were filled.", progress.completed(), progress.total()))
                .orElse("Nothing was filled.");
        return "%s in %d attempts: %s. %s".formatted(what, attempts, reason(cause), done);
    }

    private static String reason(Throwable cause) {
        return switch (cause) {
            case RedisOutageException _ -> "Redis did not answer in time";
            case Throwable outage when Outage.isCauseOf(outage) -> "the database did not answer in time";
            default -> "an unforeseen failure, which the gateway's log tells";
        };
    }
}
