package dev.catalog.warming;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Starts a job: finds out what there is to fill, and cuts it into parts that several nodes work on at once. */
@Component
class JobStart {

    private static final Logger log = LoggerFactory.getLogger(JobStart.class);

    /** So many batches a part has: enough to be worth its bookkeeping, few enough to be shared among nodes. */
    private static final int BATCHES_A_PART = 5;

    private static final Duration READING = Duration.ofMinutes(1);

    private final WarmingRuns runs;
    private final WarmingParts parts;
    private final WarmingTasks tasks;
    private final WarmingSources sources;
    private final WarmingProperties properties;
    private final TransactionTemplate transaction;

    JobStart(
            WarmingRuns runs,
            WarmingParts parts,
            WarmingTasks tasks,
            WarmingSources sources,
            WarmingProperties properties,
            PlatformTransactionManager transactions) {
        this.runs = runs;
        this.parts = parts;
        this.tasks = tasks;
        this.sources = sources;
        this.properties = properties;
        transaction = new TransactionTemplate(transactions);
    }

    private record Piece(String region, List<String> subjects) {}

    /** Starts the job where it is pending still. A start that was cut off is done anew, from its beginning. */
    void start(long jobId) {
        Optional<CacheWarmingJobType> type = transaction.execute(_ -> runs.type(jobId));
        if (type == null || type.isEmpty()) {
            return;
        }
        List<Piece> pieces = new ArrayList<>();
        for (WarmingSource<?> source : sources.of(type.get())) {
            cut(WarmingSources.regionOf(source), sources.subjects(source, READING), pieces);
        }
        int total = pieces.stream().mapToInt(piece -> piece.subjects().size()).sum();
        transaction.executeWithoutResult(_ -> start(jobId, type.get(), pieces, total));
    }

    private void cut(String region, List<String> subjects, List<Piece> pieces) {
        int most = properties.batchSize() * BATCHES_A_PART;
        for (int from = 0; from < subjects.size(); from += most) {
            pieces.add(new Piece(region, subjects.subList(from, Math.min(subjects.size(), from + most))));
        }
    }

    private void start(long jobId, CacheWarmingJobType type, List<Piece> pieces, int total) {
        if (!runs.start(jobId, total, pieces.size())) {
            return;
        }
        log.info("Warming job {} ({}) runs: {} keys in {} parts", jobId, type, total, pieces.size());
        for (int i = 0; i < pieces.size(); i++) {
            parts.add(jobId, i + 1, pieces.get(i).region(), pieces.get(i).subjects());
        }
        if (pieces.isEmpty()) {
            runs.complete(jobId);
        } else {
            tasks.work(jobId, type, pieces.size());
        }
    }
}
