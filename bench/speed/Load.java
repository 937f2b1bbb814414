import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What loading a server with wrk came to.
 *
 * @param micros time of the processors an answer took, of all that took part: server, PostgreSQL, Redis, wrk
 * @param line what wrk tells of it
 */
record Load(double micros, String line) {

    private static final int PRODUCTS = 50_000;

    /**
     * Loads a server with operations in random order.
     *
     * @param etag the answer that the client has, which then asks by GET for the one operation there is; else empty
     */
    static Load of(Path script, String url, List<Operation> operations, int connections, int seconds, int seed, String etag) throws Exception {
        ProcessBuilder wrk = new ProcessBuilder(
                "wrk", "-t1", "-c" + connections, "-d" + seconds + "s", "--timeout", "10s", "-s", script.toString(), url);
        wrk.environment().putAll(Map.of(
                "BODIES", operations.stream().map(operation -> operation.file().toString()).collect(Collectors.joining(":")),
                "ID_MAX", Integer.toString(PRODUCTS),
                "SEED", Integer.toString(seed)));
        if (!etag.isEmpty()) {
            wrk.environment().putAll(Map.of("GET_PATH", operations.getFirst().path(), "ETAG", etag));
        }
        long used = processorTicks();
        String line = lastLine(wrk.start());
        long ticks = processorTicks() - used;
        Matcher figures = Pattern.compile("failed (\\d+)  requests (\\d+)").matcher(line);
        // To wrk a 304 is a failure.
        if (!figures.find() || etag.isEmpty() && !figures.group(1).equals("0")) {
            throw new IllegalStateException(operations.getFirst().name() + ": " + line);
        }
        double micros = ticks * 10_000.0 / Double.parseDouble(figures.group(2));
        return new Load(micros, "%s  %.0f us".formatted(line, micros));
    }

    /** The time that our own processes and PostgreSQL's have had of the processors, an ended wrk included, in hundredths of a second. */
    private static long processorTicks() throws IOException {
        long ticks = 0;
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            for (Path process : all.filter(path -> path.getFileName().toString().matches("\\d+")).toList()) {
                ticks += processorTicks(process);
            }
        }
        return ticks;
    }

    private static long processorTicks(Path process) {
        try {
            String stat = Files.readString(process.resolve("stat"));
            String name = stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            long pid = Long.parseLong(process.getFileName().toString());
            if (pid == ProcessHandle.current().pid()) {
                return Long.parseLong(fields[13]) + Long.parseLong(fields[14]);
            }
            return name.equals("postgres") || isOurs(pid) ? Long.parseLong(fields[11]) + Long.parseLong(fields[12]) : 0;
        } catch (IOException e) {
            return 0; // It has ended meanwhile.
        }
    }

    private static boolean isOurs(long pid) {
        return ProcessHandle.of(pid).flatMap(ProcessHandle::parent).filter(parent -> parent.pid() == ProcessHandle.current().pid()).isPresent();
    }

    private static String lastLine(Process process) throws Exception {
        String all = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        process.waitFor();
        return all.substring(all.lastIndexOf('\n') + 1).strip();
    }
}
