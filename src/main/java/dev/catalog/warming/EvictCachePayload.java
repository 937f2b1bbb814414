package dev.catalog.warming;

import dev.catalog.relay.UserError;
import java.util.List;

/** What an eviction came to: how many entries it removed, an estimate, or why it removed none. */
record EvictCachePayload(int evicted, List<UserError> userErrors) {}
