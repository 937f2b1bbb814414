import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** See caches.sh. */
final class Caches {

    private static final int NODES = 3;
    private static final int WRITES = 1000;
    private static final int READERS = 500;
    private static final int ROUNDS = 10;
    private static final String LOADS = "loads";
    private static final Pattern COUNTER = Pattern.compile(
            "catalog_cache_(loads|reads|refused|unleased|redis_failures)(?:_seconds_count|_total)(\\{.*})? (.*)");
    private static final Pattern TAG = Pattern.compile("(?:state|cause)=\"([a-z]*)\"");
    private static final String ADMIN = "bench-" + System.nanoTime();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Path work;
    private final Path jar;
    private final List<Process> processes = new ArrayList<>();
    private final List<Integer> ports = new ArrayList<>();
    private int redisPort;
    private Process redis;

    private Caches(Path work, Path jar) {
        this.work = work;
        this.jar = jar;
    }

    public static void main(String[] arguments) throws Exception {
        Caches caches = new Caches(Path.of(arguments[0]), Path.of(arguments[1]));
        List<String> parts = List.of(arguments).subList(2, arguments.length);
        Runtime.getRuntime().addShutdownHook(new Thread(caches::stop));
        caches.start();
        for (String part : parts.isEmpty() ? List.of("freshness", "stampede", "stampede-with-token", "outage") : parts) {
            switch (part) {
                case "freshness" -> caches.freshness();
                case "stampede" -> caches.stampede(false);
                case "stampede-with-token" -> caches.stampede(true);
                case "outage" -> caches.outage();
                default -> throw new IllegalArgumentException("No part is named " + part);
            }
        }
    }

    private void start() throws Exception {
        redisPort = freePort();
        redis = startRedis();
        for (int node = 0; node < NODES; node++) {
            int port = freePort();
            ports.add(port);
            ProcessBuilder gateway = new ProcessBuilder(
                    System.getProperty("java.home") + "/bin/java", "-Xmx256m", "-jar", jar.toString());
            gateway.environment().put("SERVER_PORT", Integer.toString(port));
            gateway.environment().put("SERVER_ADDRESS", "127.0.0.1");
            gateway.environment().put("SPRING_DATA_REDIS_URL", "redis://127.0.0.1:" + redisPort);
            gateway.environment().put("CATALOG_SECURITY_ADMINTOKEN", ADMIN);
            Path log = work.resolve("gateway-" + node + ".log");
            processes.add(gateway.redirectErrorStream(true).redirectOutput(log.toFile()).start());
            awaitUp(port, processes.getLast(), log);
        }
    }

    private Process startRedis() throws IOException {
        Process started = new ProcessBuilder(
                        "redis-server", "--port", Integer.toString(redisPort), "--bind", "127.0.0.1", "--save", "",
                        "--appendonly", "no", "--dir", work.toString())
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("redis.log").toFile())
                .start();
        processes.add(started);
        return started;
    }

    private static void awaitUp(int port, Process gateway, Path log) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        while (System.nanoTime() < end && gateway.isAlive()) {
            try {
                ask(port, "{__typename}");
                return;
            } catch (IOException e) {
                Thread.sleep(100);
            }
        }
        throw new IllegalStateException(Files.readString(log));
    }

    /** From the return of a commit in psql's place to the first answer of each node that shows it. */
    private void freshness() throws Exception {
        List<Double> seen = new ArrayList<>();
        try (Connection database = connect();
                ExecutorService pollers = Executors.newFixedThreadPool(NODES);
                PreparedStatement write = database.prepareStatement("UPDATE products SET price = ? WHERE id = ?")) {
            List<long[]> products = products(database);
            for (int n = 0; n < WRITES; n++) {
                long[] product = products.get(n % products.size());
                String price = (1000 + n) + "." + (10 + n % 90);
                String document = "{product(id: \\\"" + product[0] + "\\\") {price}}";
                for (int port : ports) {
                    ask(port, document);
                }
                write.setBigDecimal(1, new java.math.BigDecimal(price));
                write.setLong(2, product[0]);
                write.executeUpdate();
                long committed = System.nanoTime();
                List<Future<Double>> polls = new ArrayList<>();
                for (int port : ports) {
                    polls.add(pollers.submit(() -> untilSeen(port, document, "\"price\":" + price, committed)));
                }
                for (Future<Double> poll : polls) {
                    seen.add(poll.get());
                }
            }
            restore(database, products);
        }
        print("freshness on " + NODES + " nodes, " + WRITES + " writes, ms", seen);
    }

    private static double untilSeen(int port, String document, String expected, long since) throws Exception {
        while (true) {
            boolean fresh = ask(port, document).contains(expected);
            double millis = (System.nanoTime() - since) / 1e6;
            if (fresh || millis > 30_000) {
                return millis;
            }
            // Leaves the cores to those who are measured.
            LockSupport.parkNanos(2_000_000);
        }
    }

    private static List<long[]> products(Connection database) throws SQLException {
        List<long[]> products = new ArrayList<>();
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT id, (price * 100)::bigint FROM products WHERE active ORDER BY id LIMIT 200")) {
            while (rows.next()) {
                products.add(new long[] {rows.getLong(1), rows.getLong(2)});
            }
        }
        return products;
    }

    private static void restore(Connection database, List<long[]> products) throws SQLException {
        try (PreparedStatement write = database.prepareStatement("UPDATE products SET price = ?::numeric / 100 WHERE id = ?")) {
            for (long[] product : products) {
                write.setLong(1, product[1]);
                write.setLong(2, product[0]);
                write.executeUpdate();
            }
        }
    }

    /** Readers of one evicted entry, all at once, over all nodes. With a token no whole answer is kept for them. */
    private void stampede(boolean withToken) throws Exception {
        for (int round = 1; round <= ROUNDS; round++) {
            admin("mutation {evictCache(input: {all: true}) {evicted}}");
            Thread.sleep(500);
            List<Map<String, Double>> before = counters();
            CountDownLatch go = new CountDownLatch(1);
            AtomicInteger wrong = new AtomicInteger();
            Queue<Double> millis = new ConcurrentLinkedQueue<>();
            try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int reader = 0; reader < READERS; reader++) {
                    int port = ports.get(reader % NODES);
                    readers.submit((Callable<Void>) () -> {
                        go.await();
                        long begin = System.nanoTime();
                        if (!ask(port, "{navigation {name}}", withToken).startsWith("{\"data\":{\"navigation\":[")) {
                            wrong.incrementAndGet();
                        }
                        millis.add((System.nanoTime() - begin) / 1e6);
                        return null;
                    });
                }
                go.countDown();
            }
            List<Map<String, Double>> after = counters();
            System.out.printf(
                    "stampede%s %d: %d readers on %d nodes, %.0f load(s), %d wrong answer(s)%n",
                    withToken ? " with token" : "", round, READERS, NODES, total(after, LOADS) - total(before, LOADS), wrong.get());
            print("  answers, ms", millis);
            for (int node = 0; node < NODES; node++) {
                System.out.println("  node " + node + ": " + grown(before.get(node), after.get(node)));
            }
        }
    }

    /** Of each node, the counters of what readers of the menu may meet. */
    private List<Map<String, Double>> counters() throws Exception {
        List<Map<String, Double>> counters = new ArrayList<>();
        for (int port : ports) {
            HttpRequest metrics = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/prometheus"))
                    .build();
            Map<String, Double> ofNode = new TreeMap<>();
            HTTP.send(metrics, HttpResponse.BodyHandlers.ofLines()).body().forEach(line -> {
                Matcher counter = COUNTER.matcher(line);
                if (counter.matches() && (!line.contains("region=") || line.contains("region=\"navigation\""))) {
                    ofNode.put(nameOf(counter.group(1), counter.group(2)), Double.parseDouble(counter.group(3)));
                }
            });
            counters.add(ofNode);
        }
        return counters;
    }

    /** As in: reads hit. */
    private static String nameOf(String counter, String tags) {
        Matcher tag = TAG.matcher(tags == null ? "" : tags);
        return tag.find() ? counter + " " + tag.group(1) : counter;
    }

    private static double total(List<Map<String, Double>> counters, String name) {
        return counters.stream()
                .flatMap(ofNode -> ofNode.entrySet().stream())
                .filter(counter -> counter.getKey().equals(name))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    private static Map<String, Long> grown(Map<String, Double> before, Map<String, Double> after) {
        Map<String, Long> grown = new TreeMap<>();
        after.forEach((counter, value) -> {
            long by = Math.round(value - before.getOrDefault(counter, 0.0));
            if (by != 0) {
                grown.put(counter, by);
            }
        });
        return grown;
    }

    /** Load on one node while Redis is killed and started again. */
    private void outage() throws Exception {
        String[] phases = {"Redis up", "Redis killed", "Redis back"};
        List<Queue<Double>> latencies =
                List.of(new ConcurrentLinkedQueue<>(), new ConcurrentLinkedQueue<>(), new ConcurrentLinkedQueue<>());
        AtomicInteger phase = new AtomicInteger();
        AtomicInteger errors = new AtomicInteger();
        AtomicInteger running = new AtomicInteger(1);
        try (Connection database = connect();
                ExecutorService readers = Executors.newFixedThreadPool(4)) {
            List<long[]> products = products(database);
            for (int reader = 0; reader < 4; reader++) {
                int first = reader;
                readers.submit((Callable<Void>) () -> {
                    for (int n = first; running.get() == 1; n++) {
                        int during = phase.get();
                        long begin = System.nanoTime();
                        String answer = ask(ports.get(0), "{product(id: \\\"" + products.get(n % products.size())[0]
                                + "\\\") {name category {name}} navigation {name productCount}}");
                        latencies.get(during).add((System.nanoTime() - begin) / 1e6);
                        if (!answer.startsWith("{\"data\":{\"product\":{") || answer.contains("\"errors\"")) {
                            errors.incrementAndGet();
                        }
                    }
                    return null;
                });
            }
            Thread.sleep(10_000);
            redis.destroyForcibly().waitFor();
            phase.set(1);
            Thread.sleep(15_000);
            redis = startRedis();
            phase.set(2);
            Thread.sleep(10_000);
            running.set(0);
        }
        for (int n = 0; n < phases.length; n++) {
            print(phases[n] + ", ms", latencies.get(n));
        }
        System.out.printf("errors: %d%n", errors.get());
    }

    private void admin(String document) throws Exception {
        String answer = ask(ports.get(0), document, true);
        if (answer.contains("\"errors\"")) {
            throw new IllegalStateException(answer);
        }
    }

    private static String ask(int port, String document) throws IOException, InterruptedException {
        return ask(port, document, false);
    }

    private static String ask(int port, String document, boolean withToken) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/graphql"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"query\":\"" + document + "\"}"));
        if (withToken) {
            request.header("Authorization", "Bearer " + ADMIN);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection(
                System.getenv("SPRING_DATASOURCE_URL"),
                System.getenv("SPRING_DATASOURCE_USERNAME"),
                System.getenv("SPRING_DATASOURCE_PASSWORD"));
    }

    private static void print(String what, Iterable<Double> millis) {
        List<Double> all = new ArrayList<>();
        millis.forEach(all::add);
        double[] sorted = all.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        System.out.printf(
                "%s: n %d, p50 %.1f, p99 %.1f, max %.1f%n",
                what,
                sorted.length,
                sorted[sorted.length / 2],
                sorted[(int) (sorted.length * 0.99)],
                sorted[sorted.length - 1]);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void stop() {
        for (Process process : processes) {
            process.destroy();
        }
        for (Process process : processes) {
            try {
                if (!process.waitFor(15, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
