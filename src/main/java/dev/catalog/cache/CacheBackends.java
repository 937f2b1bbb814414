package dev.catalog.cache;

import dev.catalog.feed.ChangeFeed;

/** What all regions of a node share. */
record CacheBackends(
        NearCache near, RedisStore redis, Generations generations, Touches touches, ChangeFeed feed, Loads loads) {}
