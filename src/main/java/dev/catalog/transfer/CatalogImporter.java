package dev.catalog.transfer;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

/**
 * Brings a catalog from its files into the database, in one transaction and in memory that does not grow with the
 * products. New rows get ids that were never used. Readers see the old catalog until they see the new one.
 * <p>Every method throws {@link ImportException}, with nothing changed.
 */
final class CatalogImporter {

    private static final Logger LOG = LoggerFactory.getLogger(CatalogImporter.class);
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final CatalogTables tables;
    private final SecondaryIndexes indexes;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final DataSize small;

    /** {@code small} is the size of files up to which indexes are maintained row by row. */
    CatalogImporter(DataSource database, ApplicationEventPublisher events, Clock clock, DataSize small) {
        this.jdbc = new JdbcTemplate(database);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        this.tables = new CatalogTables(jdbc);
        this.indexes = new SecondaryIndexes(jdbc);
        this.clock = clock;
        this.events = events;
        this.small = small;
    }

    /** Imports a catalog where there is none, not even one product or category; does nothing elsewhere. */
    Optional<ImportedCatalog> importIfEmpty(CatalogSource source, ImportProgress progress) {
        if (!tables.areEmpty()) {
            return Optional.empty();
        }
        return commit(progress, () -> {
            tables.lock();
            return tables.areEmpty() ? Optional.of(load(source, true, progress)) : Optional.empty();
        });
    }

    /** Imports a catalog in place of the one that is there. */
    ImportedCatalog replace(CatalogSource source, ImportProgress progress) {
        return commit(progress, () -> {
                    tables.lock();
                    boolean unread = tables.areEmpty() || indexes.areUnused();
                    tables.clear();
                    return Optional.of(load(source, unread, progress));
                })
                .orElseThrow();
    }

    private Optional<ImportedCatalog> commit(ImportProgress progress, Work work) {
        Optional<ImportedCatalog> imported;
        try {
            imported = transaction.execute(_ -> {
                tables.tune();
                return work.run();
            });
        } catch (DataAccessException e) {
            throw new ImportException("The database refuses the import: " + reason(e), e);
        }
        if (imported.isPresent()) {
            events.publishEvent(new CatalogReplaced());
            progress.step("vacuum and analyze");
            vacuum();
        }
        return imported;
    }

    private ImportedCatalog load(CatalogSource source, boolean unread, ImportProgress progress) {
        boolean large = source.length() > small.toBytes();
        List<SecondaryIndexes.Index> dropped = large && unread ? indexes.drop() : List.of();
        ImportedCatalog imported = copy(source, progress);
        for (SecondaryIndexes.Index index : dropped) {
            progress.step("building " + index.name());
            indexes.build(index);
        }
        return imported;
    }

    private ImportedCatalog copy(CatalogSource source, ImportProgress progress) {
        CatalogReader files = new CatalogReader(source, progress);
        ConnectionCallback<ImportedCatalog> copy = connection -> {
            CategoryRows categories = new CategoryRows(connection, tables, clock);
            long categoryCount = files.read(source.categories(), categories::add);
            categories.flush();
            try (ProductRows products = new ProductRows(connection, categories)) {
                long productCount = files.read(source.products(), products::add);
                products.end();
                return new ImportedCatalog(categoryCount, productCount);
            }
        };
        return Objects.requireNonNull(jdbc.execute(copy));
    }

    private void vacuum() {
        try {
            tables.vacuum();
        } catch (DataAccessException e) {
            LOG.warn("The catalog is imported, but not vacuumed; autovacuum will: {}", reason(e));
        }
    }

    private static String reason(DataAccessException e) {
        return String.valueOf(e.getMostSpecificCause().getMessage()).replaceAll("\\s+", " ");
    }

    /** What happens in the transaction. */
    private interface Work {
        Optional<ImportedCatalog> run();
    }
}
