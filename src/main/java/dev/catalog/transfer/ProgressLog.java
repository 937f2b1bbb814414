package dev.catalog.transfer;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.function.Consumer;

/** Tells of an import in plain lines, one each few seconds. */
final class ProgressLog implements ImportProgress {

    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final Consumer<String> lines;
    private final InstantSource time;
    private Instant due;

    ProgressLog(Consumer<String> lines, InstantSource time) {
        this.lines = lines;
        this.time = time;
        this.due = time.instant().plus(INTERVAL);
    }

    @Override
    public void row(CatalogFile file, long rows, double share) {
        Instant now = time.instant();
        if (!now.isBefore(due)) {
            due = now.plus(INTERVAL);
            lines.accept(String.format(Locale.ROOT, "%.0f %%, %,d %s", 100 * share, rows, file.subject()));
        }
    }

    @Override
    public void step(String description) {
        lines.accept(description);
    }
}
