package dev.catalog.warming;

import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.catalog.relay.GlobalId;
import dev.catalog.relay.UserError;
import dev.catalog.relay.UserErrorCode;
import dev.catalog.warming.WarmingJobs.Change;
import dev.catalog.warming.WarmingJobs.Triggered;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongFunction;
import org.dataloader.DataLoader;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/** What operators do about warming jobs. */
@Controller
class WarmingController {

    private final WarmingJobs jobs;

    WarmingController(WarmingJobs jobs) {
        this.jobs = jobs;
    }

    @MutationMapping
    CompletableFuture<WarmCachePayload> warmCache(
            @Argument WarmCacheInput input, DataLoader<Long, CacheWarmingJob> warmingJobById) {
        CacheWarmingJobType type = input.jobType();
        if (type == null) {
            UserError blank = UserError.of("jobType", UserErrorCode.BLANK, "Name what to warm.");
            return completedFuture(new WarmCachePayload(null, false, List.of(blank)));
        }
        Triggered triggered = jobs.warm(type);
        return asItIs(triggered.jobId(), warmingJobById)
                .thenApply(job -> new WarmCachePayload(job, triggered.alreadyActive(), List.of()));
    }

    @MutationMapping
    CompletableFuture<WarmingJobPayload> retryWarmingJob(
            @Argument WarmingJobInput input, DataLoader<Long, CacheWarmingJob> warmingJobById) {
        return change(input, jobs::retry, "The job has not failed.", warmingJobById);
    }

    @MutationMapping
    CompletableFuture<WarmingJobPayload> cancelWarmingJob(
            @Argument WarmingJobInput input, DataLoader<Long, CacheWarmingJob> warmingJobById) {
        return change(input, jobs::cancel, "The job has ended.", warmingJobById);
    }

    private static CompletableFuture<WarmingJobPayload> change(
            WarmingJobInput input,
            LongFunction<Change> operation,
            String conflict,
            DataLoader<Long, CacheWarmingJob> warmingJobById) {
        if (input.id() == null) {
            return completedFuture(WarmingJobPayload.refused(UserErrorCode.BLANK, "Name the job."));
        }
        Change change = operation.apply(GlobalId.databaseId(input.id(), CacheWarmingJob.TYPE_NAME, "input.id"));
        Long jobId = change.jobId();
        if (jobId != null) {
            return asItIs(jobId, warmingJobById).thenApply(job -> new WarmingJobPayload(job, List.of()));
        }
        return completedFuture(
                change.refusal() == WarmingJobs.Refusal.UNKNOWN
                        ? WarmingJobPayload.refused(UserErrorCode.NOT_FOUND, "No warming job has this id.")
                        : WarmingJobPayload.refused(UserErrorCode.CONFLICT, conflict));
    }

    // An earlier field of the same operation may have read it.
    private static CompletableFuture<CacheWarmingJob> asItIs(
            long jobId, DataLoader<Long, CacheWarmingJob> warmingJobById) {
        return warmingJobById.clear(jobId).load(jobId);
    }
}
