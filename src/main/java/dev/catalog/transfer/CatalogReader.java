package dev.catalog.transfer;

import java.io.IOException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Reads the files of one catalog line by line, telling its progress. */
final class CatalogReader {

    private final long length;
    private final ImportProgress progress;
    private final ByteCounter counter = new ByteCounter();

    CatalogReader(CatalogSource source, ImportProgress progress) {
        this.length = source.length();
        this.progress = progress;
    }

    /** Hands each line of the file to the consumer and returns how many there are, at least one. */
    long read(CatalogFile file, LineConsumer consumer) throws SQLException {
        long rows = 0;
        try (LineReader lines = new LineReader(file.name(), file.open(counter))) {
            for (@Nullable Line line = lines.next(); line != null; line = lines.next()) {
                consumer.accept(line);
                rows++;
                progress.row(file, rows, (double) counter.count() / length);
            }
        } catch (IOException e) {
            throw file.unreadable(e);
        }
        if (rows == 0) {
            throw file.empty();
        }
        return rows;
    }

    /** Takes a line to the database. */
    interface LineConsumer {
        void accept(Line line) throws SQLException;
    }
}
