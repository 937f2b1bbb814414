import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** See speed.sh. */
final class Speed {

    /** What one load came to. */
    private record Load(double perSecondOfProcessors, double micros, String line) {}

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String CONNECTIONS = System.getenv().getOrDefault("CONNECTIONS", "32");
    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    private final Path work;
    private final Path jar;
    private final Path folder;
    private final int seconds;
    private final int warm;
    private final Map<String, Path> bodies = new LinkedHashMap<>();
    private final Map<String, String> answers = new LinkedHashMap<>();
    private final List<Process> processes = new ArrayList<>();
    private int redisPort;
    private String slug = "";
    private String idMax = "";

    private Speed(String[] arguments) {
        work = Path.of(arguments[0]);
        jar = Path.of(arguments[1]);
        folder = Path.of(arguments[2]);
        seconds = Integer.parseInt(arguments[3]);
        warm = Integer.parseInt(arguments[4]);
    }

    public static void main(String[] arguments) throws Exception {
        Speed speed = new Speed(arguments);
        Runtime.getRuntime().addShutdownHook(new Thread(speed::stop));
        try (Stream<Path> files = Files.list(Path.of(arguments[5]))) {
            for (Path file : files.sorted().toList()) {
                speed.bodies.put(operation(Files.readString(file)), file);
            }
        }
        speed.run();
    }

    private void run() throws Exception {
        redisPort = freePort();
        start(new ProcessBuilder("redis-server", "--port", Integer.toString(redisPort), "--bind", "127.0.0.1", "--save", "", "--dir", work.toString()));
        int cold = gateway("--catalog.cache.enabled=false");
        find(cold);
        for (String operation : bodies.keySet()) {
            answers.put(operation, data(ask(cold, body(operation))));
        }
        int ceiling = ceiling();
        Map<String, Load> before = loads("ceiling", ceiling, 3, false);
        Map<String, Load> bare = loads("bare 304", ceiling, 3, true);
        Map<String, Load> uncached = loads("cold", cold, warm, false);
        stop(processes.getLast(), cold);
        int engine = gateway("--catalog.response-cache.enabled=false");
        Map<String, Load> regions = loads("engine", engine, warm, false);
        check(engine);
        stop(processes.getLast(), engine);
        int whole = gateway();
        Map<String, Load> kept = loads("kept", whole, warm, false);
        check(whole);
        Map<String, Load> unchanged = loads("304", whole, warm, true);
        System.out.printf("resident memory after the run: %d MB%n", resident(processes.getLast()) / 1024);
        Map<String, Load> after = loads("ceiling", ceiling, 1, false);
        System.out.println("| operation | kept, of the ceiling | 304, of a bare 304 | engine, us | cold, us | ceiling, us |");
        System.out.println("| --- | --- | --- | --- | --- | --- |");
        for (String operation : bodies.keySet()) {
            double most = (before.get(operation).perSecondOfProcessors + after.get(operation).perSecondOfProcessors) / 2;
            System.out.printf(
                    "| %s | %.2f | %s | %.0f | %.0f | %.0f |%n",
                    operation,
                    kept.get(operation).perSecondOfProcessors / most,
                    bare.containsKey(operation)
                            ? "%.2f".formatted(unchanged.get(operation).perSecondOfProcessors / bare.get(operation).perSecondOfProcessors)
                            : "",
                    regions.get(operation).micros,
                    uncached.get(operation).micros,
                    before.get(operation).micros);
        }
    }

    /** Loads a server with each operation in turn. Those of random ids have no entity tag to be asked with. */
    private Map<String, Load> loads(String what, int port, int warmSeconds, boolean unchanged) throws Exception {
        Map<String, Load> loads = new LinkedHashMap<>();
        for (String operation : bodies.keySet()) {
            boolean random = Files.readString(bodies.get(operation)).contains("__ID__");
            if (!unchanged || !random) {
                wrk(port, operation, warmSeconds * (random ? 3 : 1), 1, unchanged);
                Load load = wrk(port, operation, seconds, random ? 2 : 1, unchanged);
                System.out.printf("%-10s %-14s %s%n", what, operation, load.line);
                loads.put(operation, load);
            }
        }
        return loads;
    }

    private Load wrk(int port, String operation, int duration, int seed, boolean unchanged) throws Exception {
        String url = "http://127.0.0.1:" + port + "/graphql";
        ProcessBuilder wrk = new ProcessBuilder(
                "wrk", "-t1", "-c" + CONNECTIONS, "-d" + duration + "s", "--timeout", "10s", "-s", folder.resolve("load.lua").toString(), url);
        wrk.environment().putAll(Map.of("BODY", bodies.get(operation).toString(), "SLUG", slug, "ID_MAX", idMax, "SEED", Integer.toString(seed)));
        if (unchanged) {
            String path = "/graphql?" + query(operation);
            wrk.environment().put("GET_PATH", path);
            wrk.environment().put("ETAG", HTTP.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(), HttpResponse.BodyHandlers.ofString())
                    .headers().firstValue("ETag").orElse("W/\"none\""));
        }
        long used = processorTicks();
        String line = output(wrk.start());
        long ticks = processorTicks() - used;
        Matcher figures = Pattern.compile("failed (\\d+)  requests (\\d+)").matcher(line);
        if (!figures.find() || (!unchanged && !figures.group(1).equals("0"))) {
            throw new IllegalStateException(operation + ": " + line);
        }
        double requests = Double.parseDouble(figures.group(2));
        double micros = ticks * 10_000.0 / requests;
        return new Load(PROCESSORS * 1e6 / micros, micros, "%s  %.0f us".formatted(line, micros));
    }

    /** The time that our own processes and PostgreSQL's have had of the processors, wrk included, in hundredths of a second. */
    private static long processorTicks() throws IOException {
        long ticks = 0;
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            for (Path process : all.filter(path -> path.getFileName().toString().matches("\\d+")).toList()) {
                try {
                    String stat = Files.readString(process.resolve("stat"));
                    String name = stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
                    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
                    long pid = Long.parseLong(process.getFileName().toString());
                    if (pid == ProcessHandle.current().pid()) {
                        // wrk, once it has ended.
                        ticks += Long.parseLong(fields[13]) + Long.parseLong(fields[14]);
                    } else if (name.equals("postgres") || isOurs(pid)) {
                        ticks += Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
                    }
                } catch (IOException e) {
                    // It has ended meanwhile.
                }
            }
        }
        return ticks;
    }

    private static boolean isOurs(long pid) {
        return ProcessHandle.of(pid).flatMap(ProcessHandle::parent).filter(parent -> parent.pid() == ProcessHandle.current().pid()).isPresent();
    }

    private void check(int port) throws Exception {
        for (String operation : bodies.keySet()) {
            if (!data(ask(port, body(operation))).equals(answers.get(operation))) {
                throw new IllegalStateException("The answer to " + operation + " is not that of the gateway without caches");
            }
        }
    }

    private void find(int port) throws Exception {
        try (var database = DriverManager.getConnection(
                        System.getenv("SPRING_DATASOURCE_URL"), System.getenv("SPRING_DATASOURCE_USERNAME"), System.getenv("SPRING_DATASOURCE_PASSWORD"));
                var statement = database.createStatement()) {
            var row = statement.executeQuery("SELECT c.slug, (SELECT max(id) FROM products) FROM categories c JOIN products p ON p.category_id = c.id"
                    + " WHERE c.active AND p.active GROUP BY c.id ORDER BY count(*) DESC, c.id LIMIT 1");
            row.next();
            slug = row.getString(1);
            idMax = row.getString(2);
        }
    }

    private String body(String operation) throws IOException {
        return Files.readString(bodies.get(operation)).replace("__SLUG__", slug).replace("__ID__", idMax);
    }

    private String query(String operation) throws IOException {
        String body = body(operation);
        String query = group(body, "\"query\":\"((?:[^\"\\\\]|\\\\.)*)\"");
        String variables = group(body, "\"variables\":(\\{[^}]*\\})");
        return "query=" + encoded(query) + "&operationName=" + operation + (variables.isEmpty() ? "" : "&variables=" + encoded(variables));
    }

    private static String operation(String body) {
        return group(body, "\"operationName\":\"(\\w+)\"");
    }

    private static String group(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String data(String answer) {
        if (!answer.startsWith("{\"data\":{") || answer.contains("\"errors\"")) {
            throw new IllegalStateException(answer);
        }
        return answer.replaceAll(",\"extensions\":\\{[^}]*\\}\\}$", "}");
    }

    private static String ask(int port, String body) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/graphql"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private int ceiling() throws Exception {
        Path ready = Files.createDirectory(work.resolve("answers"));
        for (Map.Entry<String, String> answer : answers.entrySet()) {
            Files.writeString(ready.resolve(answer.getKey()), answer.getValue());
        }
        int port = freePort();
        String libraries = work.resolve("gateway").resolve("lib") + "/*";
        start(new ProcessBuilder(java(), "-Xms256m", "-Xmx256m", "-cp", libraries, folder.resolve("Ceiling.java").toString(), Integer.toString(port), ready.toString()));
        // It stays below the gateways in the list, whose last one is ended between modes.
        processes.addFirst(processes.removeLast());
        awaitUp(port);
        return port;
    }

    private int gateway(String... settings) throws Exception {
        int port = freePort();
        List<String> command = new ArrayList<>(List.of(
                java(), "-Xmx512m", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-jar", jar.toString()));
        command.addAll(List.of(settings));
        ProcessBuilder gateway = new ProcessBuilder(command);
        gateway.environment().putAll(Map.of(
                "SERVER_PORT", Integer.toString(port), "SERVER_ADDRESS", "127.0.0.1", "SPRING_DATA_REDIS_URL", "redis://127.0.0.1:" + redisPort));
        start(gateway);
        awaitUp(port);
        return port;
    }

    private static String java() {
        return System.getProperty("java.home") + "/bin/java";
    }

    private void start(ProcessBuilder process) throws IOException {
        processes.add(process.redirectErrorStream(true).redirectOutput(work.resolve("process-" + processes.size() + ".log").toFile()).start());
    }

    private static void awaitUp(int port) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (true) {
            try {
                ask(port, "{\"operationName\":\"Homepage\",\"query\":\"query Homepage {__typename}\"}");
                return;
            } catch (IOException e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
                Thread.sleep(100);
            }
        }
    }

    private void stop(Process gateway, int port) throws Exception {
        gateway.destroy();
        if (!gateway.waitFor(20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("The gateway on port " + port + " does not stop");
        }
        processes.remove(gateway);
    }

    private static long resident(Process process) throws IOException {
        return Long.parseLong(group(Files.readString(Path.of("/proc/" + process.pid() + "/status")), "VmRSS:\\s+(\\d+)"));
    }

    private static String output(Process process) throws Exception {
        String all = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        process.waitFor();
        return all.substring(all.lastIndexOf('\n') + 1).strip();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void stop() {
        processes.reversed().forEach(Process::destroy);
    }
}
