package dev.catalog.warming;

import org.jspecify.annotations.Nullable;

/** The input {@code WarmCacheInput}, as the client gave it. */
record WarmCacheInput(@Nullable CacheWarmingJobType jobType) {}
