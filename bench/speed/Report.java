import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Figures with where they are from, put between two marks of a document. */
record Report(Path document) {

    private static final String FROM = "<!-- figures of bench/run.sh -->\n";
    private static final String TO = "<!-- end of figures -->";

    void write(Connection database, List<String> table) throws IOException, SQLException {
        String text = "%s, commit %s: %s, %d processors, %s, JDK %s, PostgreSQL %s.%n%n%s%n".formatted(
                LocalDate.now(ZoneOffset.UTC),
                commit(),
                processor(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name"),
                Runtime.version(),
                database.getMetaData().getDatabaseProductVersion(),
                String.join("\n", table));
        System.out.println(text);
        String all = Files.readString(document);
        int from = all.indexOf(FROM) + FROM.length();
        Files.writeString(document, all.substring(0, from) + "\n" + text + "\n" + all.substring(all.indexOf(TO, from)));
    }

    private static String commit() throws IOException {
        Process git = new ProcessBuilder("git", "describe", "--always", "--dirty").start();
        return new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    private static String processor() throws IOException {
        return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown processor");
    }
}
