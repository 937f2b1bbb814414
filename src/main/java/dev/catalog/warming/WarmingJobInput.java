package dev.catalog.warming;

import org.jspecify.annotations.Nullable;

/** The inputs {@code RetryWarmingJobInput} and {@code CancelWarmingJobInput}, as the client gave them. */
record WarmingJobInput(@Nullable String id) {}
