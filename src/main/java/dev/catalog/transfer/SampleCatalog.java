package dev.catalog.transfer;

import dev.catalog.startup.StartupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.io.ResourceLoader;
import org.springframework.stereotype.Component;

/**
 * Fills an empty database with the catalog of {@code catalog.sample}, where one is set, before the first request is
 * taken.
 */
@Component
class SampleCatalog implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(SampleCatalog.class);
    private static final int BEFORE_ALL_OTHERS = Integer.MIN_VALUE;

    private final ImportProperties properties;
    private final CatalogImporter importer;
    private final ResourceLoader resources;
    private boolean running;

    SampleCatalog(ImportProperties properties, CatalogImporter importer, ResourceLoader resources) {
        this.properties = properties;
        this.importer = importer;
        this.resources = resources;
    }

    @Override
    public void start() {
        running = true;
        String sample = properties.sample();
        if (sample != null && properties.folder() == null) {
            load(sample);
        }
    }

    private void load(String location) {
        try {
            importer.importIfEmpty(CatalogSource.location(location, resources), ImportProgress.NONE)
                    .ifPresent(catalog -> LOG.info("The catalog was empty; imported {} from {}", catalog, location));
        } catch (ImportException e) {
            throw new StartupException("catalog.sample: " + e.getMessage(), e);
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return BEFORE_ALL_OTHERS;
    }
}
