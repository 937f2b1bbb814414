package dev.catalog.transfer;

import dev.catalog.startup.StartupException;
import java.io.Console;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.stereotype.Component;

/** Imports the folder of {@code catalog.import}, where one is set, and then ends the application. */
@Component
class CatalogImport implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(CatalogImport.class);

    private final ImportProperties properties;
    private final CatalogImporter importer;
    private final ConfigurableApplicationContext application;
    private final Clock clock;

    CatalogImport(
            ImportProperties properties,
            CatalogImporter importer,
            ConfigurableApplicationContext application,
            Clock clock) {
        this.properties = properties;
        this.importer = importer;
        this.application = application;
        this.clock = clock;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        String folder = properties.folder();
        if (folder != null) {
            importFrom(folder);
            application.close();
        }
    }

    private void importFrom(String folder) {
        Instant start = clock.instant();
        ImportedCatalog imported;
        try (ImportProgress progress = progress()) {
            imported = importFrom(CatalogSource.folder(folder), progress);
        } catch (ImportException e) {
            throw new StartupException(String.valueOf(e.getMessage()), e);
        }
        double seconds = Duration.between(start, clock.instant()).toMillis() / 1000.0;
        LOG.info("Imported {} from {} in {} s", imported, folder, String.format(Locale.ROOT, "%.1f", seconds));
    }

    private ImportedCatalog importFrom(CatalogSource source, ImportProgress progress) {
        return switch (properties.mode()) {
            case REPLACE -> importer.replace(source, progress);
            case APPEND_IF_EMPTY -> importer.importIfEmpty(source, progress).orElseThrow(CatalogImport::notEmpty);
        };
    }

    private static ImportException notEmpty() {
        return new ImportException(
                "The catalog is not empty: only catalog.import-mode=replace deletes what is there and imports");
    }

    // JDK 25 is back to null where there is no terminal, as before JDK 22.
    @SuppressWarnings("SystemConsoleNull")
    private ImportProgress progress() {
        Console console = System.console();
        return console != null && console.isTerminal()
                ? new ProgressBar(console.writer(), clock)
                : new ProgressLog(LOG::info, clock);
    }
}
