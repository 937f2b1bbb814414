package dev.catalog.product;

import dev.catalog.cache.CacheProperties;
import org.springframework.stereotype.Component;

/**
 * Decides how many of the newest products are read for a reader: where the list is cached as many as anybody may ask for, so that
 * one entry is for all; else about as many as the reader wants.
 */
@Component
final class NewestKeys {

    /** Sizes are rounded up to a multiple of this: the limit is part of a statement's text, and PostgreSQL keeps a plan of each. */
    private static final int STEP = 8;

    private final boolean cached;

    NewestKeys(CacheProperties cache) {
        this.cached = cache.enabled();
    }

    NewestKey holding(int size) {
        int enough = Math.ceilDiv(size, STEP) * STEP;
        return cached || enough > NewestKey.MOST.size() ? NewestKey.MOST : new NewestKey(enough);
    }
}
