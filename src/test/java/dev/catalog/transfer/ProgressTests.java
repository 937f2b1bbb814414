package dev.catalog.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.support.SettableClock;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTests {

    private static final CatalogFile PRODUCTS = ImportDatabase.file("products.ndjson.gz", "");

    private final SettableClock clock = new SettableClock(Instant.EPOCH);

    @Test
    void terminalShowsOneLineThatIsDrawnTenTimesASecond() {
        StringWriter terminal = new StringWriter();
        try (ImportProgress progress = new ProgressBar(new PrintWriter(terminal), clock)) {
            progress.row(PRODUCTS, 1, 0);
            progress.row(PRODUCTS, 2, 0.01);
            clock.advance(Duration.ofSeconds(90));
            progress.row(PRODUCTS, 1_250_000, 0.5);
            progress.step("building words");
        }

        assertThat(terminal.toString().split("\r\u001b\\[K"))
                .containsExactly(
                        "",
                        "[------------------------------]   0 %  1 products",
                        "[###############---------------]  50 %  1,250,000 products  1:30 left",
                        "[##############################] 100 %  building words");
        assertThat(terminal.toString()).endsWith("\r\u001b[K");
    }

    @Test
    void logHasALineEachFewSeconds() {
        List<String> lines = new ArrayList<>();
        try (ImportProgress progress = new ProgressLog(lines::add, clock)) {
            progress.row(PRODUCTS, 1, 0);
            clock.advance(Duration.ofSeconds(5));
            progress.row(PRODUCTS, 250_000, 0.254);
            progress.row(PRODUCTS, 250_001, 0.254);
            clock.advance(Duration.ofSeconds(5));
            progress.row(PRODUCTS, 500_000, 0.508);
            progress.step("building words");
        }

        assertThat(lines).containsExactly("25 %, 250,000 products", "51 %, 500,000 products", "building words");
    }
}
