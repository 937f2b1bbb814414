package dev.catalog.cache;

import java.time.Duration;

/**
 * One entry that a request has read.
 *
 * @param key the entry's key in its region, without what precedes it in Redis
 * @param age time since the value was loaded from the database
 * @param ttl the region's time to live
 */
public record CacheRead(String region, String key, CacheState state, Duration age, Duration ttl) {}
