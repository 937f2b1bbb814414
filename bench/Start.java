import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

/** What bench/start.sh measures: starts of three kinds in turns, each until its first answer out of the database. */
class Start {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String HEAP = "-Xmx512m";

    /** As docs/operations.md has it, but without a start where the JVM does not take the file. */
    private static final List<String> TRAINED = List.of(HEAP, "-XX:AOTCache=gateway.aot", "-XX:AOTMode=on");

    /** One start: milliseconds until the first answer, and of processor time until then. */
    private record Taken(long wall, long processor) {}

    /** What is started, what it is asked, and how long that took by now. */
    private record Kind(String name, Path folder, List<String> command, String query, List<Taken> starts) {

        long median(ToLongFunction<Taken> figure) {
            long[] sorted = starts.stream().mapToLong(figure).sorted().toArray();
            int middle = sorted.length / 2;
            return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        }
    }

    private final Path work;
    private final int port;
    private final Map<String, String> settings;

    Start(Path work, int redisPort) throws IOException {
        this.work = work;
        this.port = freePort();
        this.settings = Map.of(
                "SERVER_PORT", String.valueOf(port),
                "SERVER_ADDRESS", "127.0.0.1",
                "SPRING_DATA_REDIS_URL", "redis://127.0.0.1:" + redisPort);
    }

    public static void main(String[] args) throws Exception {
        Path work = Path.of(args[0]);
        int redisPort = freePort();
        Process redis = new ProcessBuilder(
                        "redis-server", "--port", String.valueOf(redisPort), "--bind", "127.0.0.1", "--save", "")
                .redirectOutput(work.resolve("redis.log").toFile())
                .start();
        try {
            new Start(work, redisPort)
                    .run(Path.of(args[1]), Path.of(args[2]), Path.of(args[3]), Integer.parseInt(args[4]));
        } finally {
            redis.destroy();
            redis.waitFor();
        }
    }

    private void run(Path bare, Path jar, Path training, int starts) throws Exception {
        Path extracted = work.resolve("gateway");
        train(training, extracted);
        String products = "{ products(first: 8) { nodes { id name price } } }";
        List<Kind> kinds = List.of(
                kind("bare", work, List.of(HEAP), bare, "{ products(first: 8) { id name price } }"),
                kind("gateway", work, List.of(HEAP), jar, products),
                kind("gateway, AOT cache", extracted, TRAINED, extracted.resolve(jar.getFileName()), products));
        for (Kind kind : kinds) {
            start(kind); // once uncounted: the files are read from disk
        }
        for (int n = 0; n < starts; n++) {
            for (Kind kind : kinds) {
                kind.starts().add(start(kind));
            }
        }
        print(kinds);
    }

    private void train(Path training, Path extracted) throws Exception {
        ProcessBuilder run = new ProcessBuilder(training.toString(), extracted.toString()).inheritIO();
        run.environment().putAll(settings);
        run.environment().merge("JAVA_TOOL_OPTIONS", HEAP, (given, heap) -> given + " " + heap);
        if (run.start().waitFor() != 0) {
            throw new IllegalStateException("No AOT cache could be made");
        }
    }

    private static Kind kind(String name, Path folder, List<String> flags, Path jar, String query) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-jar", jar.toAbsolutePath().toString()));
        return new Kind(name, folder, command, query, new ArrayList<>());
    }

    private Taken start(Kind kind) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(kind.command())
                .directory(kind.folder().toFile())
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("log").toFile());
        builder.environment().putAll(settings);
        long begun = System.nanoTime();
        Process process = builder.start();
        try {
            while (!answers(kind.query())) {
                if (!process.isAlive() || System.nanoTime() - begun > PATIENCE.toNanos()) {
                    throw new IllegalStateException(kind.name() + ":\n" + Files.readString(work.resolve("log")));
                }
                Thread.sleep(5);
            }
            long taken = System.nanoTime() - begun;
            return new Taken(
                    TimeUnit.NANOSECONDS.toMillis(taken),
                    process.info().totalCpuDuration().orElseThrow().toMillis());
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    private boolean answers(String query) {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create("http://127.0.0.1:" + port + "/graphql").toURL().openConnection();
            connection.setDoOutput(true);
            connection.setReadTimeout((int) PATIENCE.toMillis());
            connection.setRequestProperty("Content-Type", "application/json");
            connection.getOutputStream().write(("{\"query\":\"" + query + "\"}").getBytes(StandardCharsets.UTF_8));
            try (var body = connection.getInputStream()) {
                String answer = new String(body.readAllBytes(), StandardCharsets.UTF_8);
                return answer.contains("\"price\"") && !answer.contains("\"errors\"");
            }
        } catch (IOException e) {
            return false; // not up yet
        }
    }

    private static void print(List<Kind> kinds) {
        Kind bare = kinds.getFirst();
        System.out.println("| first answer, s | min | median | max | of bare | processor, s | of bare |");
        System.out.println("| --- | --- | --- | --- | --- | --- | --- |");
        for (Kind kind : kinds) {
            long[] walls = kind.starts().stream()
                    .mapToLong(Taken::wall)
                    .sorted()
                    .toArray();
            System.out.printf(
                    "| %s | %.1f | %.1f | %.1f | %.2f | %.1f | %.2f |%n",
                    kind.name(),
                    walls[0] / 1e3,
                    kind.median(Taken::wall) / 1e3,
                    walls[walls.length - 1] / 1e3,
                    (double) kind.median(Taken::wall) / bare.median(Taken::wall),
                    kind.median(Taken::processor) / 1e3,
                    (double) kind.median(Taken::processor) / bare.median(Taken::processor));
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
