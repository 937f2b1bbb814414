package dev.catalog.warming;

import java.util.NavigableMap;

/**
 * The jobs as one read found them: those that are active, those that ended lately, and those that somebody follows.
 *
 * @param number of the read; a greater one began later
 * @param jobs by their ids
 */
record JobSnapshot(long number, NavigableMap<Long, CacheWarmingJob> jobs) {}
