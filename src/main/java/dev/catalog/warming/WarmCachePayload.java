package dev.catalog.warming;

import dev.catalog.relay.UserError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a request to fill caches came to: the type's active job, or why there is none. */
record WarmCachePayload(@Nullable CacheWarmingJob job, boolean alreadyActive, List<UserError> userErrors) {}
