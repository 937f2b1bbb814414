package dev.catalog.warming;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.catalog.relay.Page;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * The DataLoaders of warming jobs. They are no region's: a job changes several times a second while it runs, and the change
 * feed does not follow its table.
 */
@Component
final class WarmingJobLoaders {

    static final String BY_ID = "warmingJobById";

    /** A server that does not even answer the cancellation of a statement is not waited for. */
    private static final Duration LONGEST = Duration.ofSeconds(WarmingJobRepository.SECONDS + 1);

    private static final Executor THREADS =
            work -> Thread.ofVirtual().name("warming-jobs").start(work);

    private final Scheduler scheduler = Schedulers.fromExecutor(THREADS);

    WarmingJobLoaders(BatchLoaderRegistry loaders, WarmingJobRepository jobs) {
        loaders.<Long, CacheWarmingJob>forName(BY_ID)
                .registerMappedBatchLoader((ids, _) -> read(
                        () -> jobs.findByIds(ids).stream().collect(toMap(CacheWarmingJob::databaseId, identity()))));
        loaders.<CacheWarmingJobFilter.Page, Page<CacheWarmingJob>>forName("warmingJobPage")
                .registerMappedBatchLoader((keys, _) ->
                        read(() -> keys.stream().collect(toMap(identity(), jobs::findPage))));
        loaders.<CacheWarmingJobFilter, Integer>forName("warmingJobCount")
                .registerMappedBatchLoader((filters, _) ->
                        read(() -> filters.stream().collect(toMap(identity(), jobs::count))));
    }

    private <K, V> Mono<Map<K, V>> read(Supplier<Map<K, V>> read) {
        return Mono.fromSupplier(read).subscribeOn(scheduler).timeout(LONGEST);
    }
}
