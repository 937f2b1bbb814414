package dev.catalog.transfer;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/** Shows an import as one line of a terminal, drawn over and over. */
final class ProgressBar implements ImportProgress {

    private static final Duration INTERVAL = Duration.ofMillis(100);
    private static final int WIDTH = 30;
    private static final String CLEARED = "\r\u001b[K";

    private final PrintWriter terminal;
    private final InstantSource time;
    private final Instant start;
    private Instant due;

    ProgressBar(PrintWriter terminal, InstantSource time) {
        this.terminal = terminal;
        this.time = time;
        this.start = time.instant();
        this.due = start;
    }

    @Override
    public void row(CatalogFile file, long rows, double share) {
        Instant now = time.instant();
        if (!now.isBefore(due)) {
            due = now.plus(INTERVAL);
            draw(String.format(
                    Locale.ROOT,
                    "%s %3.0f %%  %,d %s%s",
                    bar(share),
                    100 * share,
                    rows,
                    file.subject(),
                    left(now, share)));
        }
    }

    @Override
    public void step(String description) {
        draw("%s %3d %%  %s".formatted(bar(1), 100, description));
    }

    @Override
    public void close() {
        draw("");
    }

    private static String bar(double share) {
        int done = (int) Math.round(WIDTH * share);
        return "[" + "#".repeat(done) + "-".repeat(WIDTH - done) + "]";
    }

    private String left(Instant now, double share) {
        Duration spent = Duration.between(start, now);
        if (spent.toSeconds() < 1 || share <= 0) {
            return "";
        }
        long seconds = Math.round(spent.toMillis() * (1 - share) / share / 1000);
        return "  %d:%02d left".formatted(seconds / 60, seconds % 60);
    }

    private void draw(String line) {
        terminal.print(CLEARED + line);
        terminal.flush();
    }
}
