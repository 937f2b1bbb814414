package dev.catalog.cache;

import java.time.Duration;

/**
 * What operators see of one region.
 *
 * @param ttl how long an entry lives
 * @param entries how many Redis holds, an estimate that is a minute old at most
 * @param hits reads of this node that a cache answered, since its start
 * @param misses reads of this node that went to the database, since its start
 */
public record RegionStatistics(String name, Duration ttl, int entries, long hits, long misses) {}
