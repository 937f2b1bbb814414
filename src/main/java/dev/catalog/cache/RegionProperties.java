package dev.catalog.cache;

import java.time.Duration;

/**
 * Settings of one region.
 *
 * @param ttl How long an entry lives.
 * @param grace How long an entry may still be served after that while what is behind it can't answer.
 * @param maxAge How long browsers and CDNs may keep an answer made of it without asking again.
 */
record RegionProperties(Duration ttl, Duration grace, Duration maxAge) {}
