package dev.catalog.warming;

import dev.catalog.relay.UserError;
import dev.catalog.relay.UserErrorCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a retry or a cancellation came to: the job to look at, or why there is none. */
record WarmingJobPayload(@Nullable CacheWarmingJob job, List<UserError> userErrors) {

    static WarmingJobPayload refused(UserErrorCode code, String message) {
        return new WarmingJobPayload(null, List.of(UserError.of("id", code, message)));
    }
}
