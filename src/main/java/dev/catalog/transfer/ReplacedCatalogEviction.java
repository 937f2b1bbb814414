package dev.catalog.transfer;

import dev.catalog.cache.RegionCaches;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Evicts what is cached of the catalog that an import has replaced. */
@Component
class ReplacedCatalogEviction {

    private final RegionCaches caches;

    ReplacedCatalogEviction(RegionCaches caches) {
        this.caches = caches;
    }

    @EventListener
    void evict(CatalogReplaced replaced) {
        caches.evictAll();
    }
}
