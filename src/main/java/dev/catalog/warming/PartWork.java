package dev.catalog.warming;

import dev.catalog.warming.WarmingMetrics.End;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Works on a part, batch by batch. What is recorded is filled; whoever takes the part up goes on from there.
 * <p>It works for a short while at a time, so that jobs that come later get their turn.
 */
@Component
class PartWork {

    private static final Logger log = LoggerFactory.getLogger(PartWork.class);

    private static final Duration TURN = Duration.ofSeconds(2);

    private final WarmingRuns runs;
    private final WarmingParts parts;
    private final WarmingSources sources;
    private final WarmingPace pace;
    private final WarmingMetrics metrics;
    private final TransactionTemplate transaction;

    PartWork(
            WarmingRuns runs,
            WarmingParts parts,
            WarmingSources sources,
            WarmingPace pace,
            WarmingMetrics metrics,
            PlatformTransactionManager transactions) {
        this.runs = runs;
        this.parts = parts;
        this.sources = sources;
        this.pace = pace;
        this.metrics = metrics;
        transaction = new TransactionTemplate(transactions);
    }

    /** Whether there is anything left of a part to come back to. */
    enum Outcome {
        /** It is done, or not to be done by this caller any more. */
        OVER,
        /** The turn is over. */
        LEFT
    }

    /** Works on a part until it is done, the turn is over or the node stops. Fails as the fill does. */
    Outcome run(long jobId, int number, BooleanSupplier stopping) {
        Optional<Taken> taken = transaction.execute(_ -> take(jobId, number));
        if (taken == null || taken.isEmpty()) {
            return Outcome.OVER;
        }
        long end = System.nanoTime() + TURN.toNanos();
        BooleanSupplier stopped = () -> stopping.getAsBoolean() || System.nanoTime() - end > 0;
        WarmingPart part = taken.get().part();
        while (pace.await(stopped)) {
            List<String> subjects = part.next(pace.batchSize());
            sources.fill(taken.get().type(), part.region(), subjects);
            metrics.filled(part.region(), subjects.size());
            WarmingPart before = part;
            if (!Boolean.TRUE.equals(transaction.execute(_ -> record(before, subjects.size())))) {
                return Outcome.OVER;
            }
            part = part.advanced(subjects.size());
            if (part.isDone()) {
                return Outcome.OVER;
            }
        }
        return Outcome.LEFT;
    }

    private record Taken(CacheWarmingJobType type, WarmingPart part) {}

    private Optional<Taken> take(long jobId, int number) {
        return runs.type(jobId).flatMap(type -> parts.take(jobId, number).map(part -> new Taken(type, part)));
    }

    private boolean record(WarmingPart part, int filled) {
        Optional<Integer> partsLeft = parts.advance(part, filled);
        if (partsLeft.isEmpty()) {
            log.debug("Part {} of job {} is no longer to be done here", part.number(), part.jobId());
            return false;
        }
        if (partsLeft.get() > 0) {
            runs.announce(part.jobId());
        } else if (runs.complete(part.jobId())) {
            metrics.ended(End.COMPLETED);
            log.info("Warming job {} is completed", part.jobId());
        }
        return true;
    }
}
