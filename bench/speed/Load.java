import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
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
 * @param requests how many were answered
 * @param line what wrk tells of it
 */
record Load(double micros, int requests, String line) {

    private static final List<Long> PEERS =
            Stream.of(Peer.CACHING, Peer.COLD).flatMap(List::stream).flatMap(peer -> peer.processes().stream()).toList();

    /**
     * Loads a server with operations in random order.
     *
     * @param settings what the script takes besides the operations
     */
    static Load of(Path script, String url, List<Operation> operations, int connections, int seconds, Map<String, String> settings)
            throws Exception {
        ProcessBuilder wrk = new ProcessBuilder(
                "wrk", "-t1", "-c" + connections, "-d" + seconds + "s", "--timeout", "10s", "-s", script.toString(), url);
        wrk.environment()
                .put("BODIES", operations.stream().map(operation -> operation.file().toString()).collect(Collectors.joining(":")));
        wrk.environment().putAll(settings);
        Map<Path, Long> before = processorTicks();
        String line = lastLine(wrk.start());
        long ticks = ticksSince(before);
        Matcher figures = Pattern.compile("failed (\\d+)  requests (\\d+)").matcher(line);
        if (!figures.find() || !figures.group(1).equals("0")) {
            throw new IllegalStateException(operations.getFirst().name() + ": " + line);
        }
        int requests = Integer.parseInt(figures.group(2));
        double micros = ticks * 10_000.0 / requests;
        return new Load(micros, requests, "%s  %.0f us".formatted(line, micros));
    }

    /** What each process has had since then. What one of them has had that has ended meanwhile, as a pool closes its connection, is lost. */
    private static long ticksSince(Map<Path, Long> before) throws IOException {
        long ticks = 0;
        for (Map.Entry<Path, Long> process : processorTicks().entrySet()) {
            ticks += process.getValue() - before.getOrDefault(process.getKey(), 0L);
        }
        return ticks;
    }

    /** The time that each of our own processes, the peers' and PostgreSQL's has had of the processors, an ended wrk included, in hundredths of a second. */
    private static Map<Path, Long> processorTicks() throws IOException {
        Map<Path, Long> ticks = new HashMap<>();
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            for (Path process : all.filter(path -> path.getFileName().toString().matches("\\d+")).toList()) {
                ticks.put(process, processorTicks(process));
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
            return name.equals("postgres") || isOurs(pid) || PEERS.contains(pid) ? Long.parseLong(fields[11]) + Long.parseLong(fields[12]) : 0;
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
