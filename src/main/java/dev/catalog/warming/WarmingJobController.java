package dev.catalog.warming;

import dev.catalog.relay.Connection;
import dev.catalog.relay.ConnectionArguments;
import dev.catalog.relay.GlobalId;
import dev.catalog.relay.Page;
import dev.catalog.relay.PageRequest;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Flux;

/** The fields that the table of warming jobs answers. */
@Controller
class WarmingJobController {

    private final WarmingJobWatch watch;

    WarmingJobController(WarmingJobWatch watch) {
        this.watch = watch;
    }

    @QueryMapping
    CompletableFuture<@Nullable CacheWarmingJob> warmingJob(
            @Argument String id, DataLoader<Long, CacheWarmingJob> warmingJobById) {
        return warmingJobById.load(GlobalId.databaseId(id, CacheWarmingJob.TYPE_NAME, "id"));
    }

    @QueryMapping
    CompletableFuture<Connection<CacheWarmingJob, CacheWarmingJobFilter>> warmingJobs(
            @Argument @Nullable Integer first,
            @Argument @Nullable String after,
            @Argument @Nullable Integer last,
            @Argument @Nullable String before,
            @Argument @Nullable CacheWarmingJobFilter filter,
            DataLoader<CacheWarmingJobFilter.Page, Page<CacheWarmingJob>> warmingJobPage) {
        CacheWarmingJobFilter jobs = filter == null ? CacheWarmingJobFilter.ALL : filter;
        PageRequest<CacheWarmingJob> request =
                new ConnectionArguments(first, after, last, before).of(jobs.text(), CacheWarmingJobFilter.NEWEST_FIRST);
        return warmingJobPage
                .load(new CacheWarmingJobFilter.Page(jobs, request))
                .thenApply(page -> new Connection<>(jobs, request, page));
    }

    @SchemaMapping(typeName = "CacheWarmingJobConnection")
    CompletableFuture<Integer> totalCount(
            Connection<CacheWarmingJob, CacheWarmingJobFilter> connection,
            DataLoader<CacheWarmingJobFilter, Integer> warmingJobCount) {
        return warmingJobCount.load(connection.list());
    }

    @SubscriptionMapping
    Flux<CacheWarmingJob> warmingJobUpdated(@Argument @Nullable String id) {
        return id == null ? watch.all() : watch.one(GlobalId.databaseId(id, CacheWarmingJob.TYPE_NAME, "id"));
    }
}
