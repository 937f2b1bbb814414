import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** See warming.sh. */
final class Warming {

    private static final List<String> TYPES = List.of("PRODUCTS", "CATEGORIES");
    private static final String ADMIN = "bench-" + System.nanoTime();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern ROW = Pattern.compile("\"databaseId\":(\\d+),\"category\":\\{\"slug\":\"([^\"]+)\"");
    private static final Pattern CURSOR = Pattern.compile("\"hasNextPage\":true,\"endCursor\":\"([^\"]+)\"");
    private static final int MOST_PAGES = 200;

    private final Path work;
    private final Path jar;
    private final int rounds;
    private final int seconds;
    private final int rate;
    private final List<String> products = new ArrayList<>();
    private final List<String> slugs = new ArrayList<>();
    private final AtomicInteger errors = new AtomicInteger();
    private final List<Process> processes = new ArrayList<>();
    private int port;

    private Warming(String[] arguments) {
        work = Path.of(arguments[0]);
        jar = Path.of(arguments[1]);
        rounds = Integer.parseInt(arguments[2]);
        seconds = Integer.parseInt(arguments[3]);
        rate = Integer.parseInt(arguments[4]);
    }

    public static void main(String[] arguments) throws Exception {
        Warming warming = new Warming(arguments);
        Runtime.getRuntime().addShutdownHook(new Thread(warming::stop));
        warming.start();
        warming.findCatalog();
        warming.measure();
    }

    private void start() throws Exception {
        int redisPort = freePort();
        processes.add(new ProcessBuilder(
                        "redis-server", "--port", Integer.toString(redisPort), "--bind", "127.0.0.1", "--save", "",
                        "--appendonly", "no", "--dir", work.toString())
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("redis.log").toFile())
                .start());
        port = freePort();
        ProcessBuilder process = new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java", "-Xmx512m", "-jar", jar.toString());
        process.environment().put("SERVER_PORT", Integer.toString(port));
        process.environment().put("SERVER_ADDRESS", "127.0.0.1");
        process.environment().put("SPRING_DATA_REDIS_URL", "redis://127.0.0.1:" + redisPort);
        process.environment().put("CATALOG_SECURITY_ADMINTOKEN", ADMIN);
        Path log = work.resolve("gateway.log");
        Process gateway = process.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        processes.add(gateway);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (System.nanoTime() < end && gateway.isAlive()) {
            try {
                ask("{__typename}");
                return;
            } catch (IOException e) {
                Thread.sleep(100);
            }
        }
        throw new IllegalStateException(Files.readString(log));
    }

    /** The newest products, and the categories that they are in. */
    private void findCatalog() throws Exception {
        Set<String> found = new LinkedHashSet<>();
        String after = "";
        for (int page = 0; page < MOST_PAGES && after != null; page++) {
            String answer = ask("{products(first: 100, orderBy: {field: CREATED_AT}" + after
                    + ") {nodes {databaseId category {slug}} pageInfo {hasNextPage endCursor}}}");
            Matcher row = ROW.matcher(answer);
            while (row.find()) {
                products.add(row.group(1));
                found.add(row.group(2));
            }
            Matcher cursor = CURSOR.matcher(answer);
            after = cursor.find() ? ", after: \\\"" + cursor.group(1) + "\\\"" : null;
        }
        slugs.addAll(found);
        if (products.isEmpty()) {
            throw new IllegalStateException("The database holds no catalog");
        }
        System.out.printf("readers: %d products of %d categories, %d operations/s%n", products.size(), slugs.size(), rate);
        for (String type : List.of("HOMEPAGE", "NAVIGATION", "CATEGORIES", "PRODUCTS")) {
            String plan = admin("{warmingPlan(jobType: " + type + ") {keys estimatedStatements estimatedBytes}}");
            System.out.printf(
                    "%s: %s keys in %s statements, %s bytes%n",
                    type,
                    number(plan, "keys"),
                    number(plan, "estimatedStatements"),
                    number(plan, "estimatedBytes"));
        }
    }

    private void measure() throws Exception {
        System.out.println("not measured, to warm up:");
        phase(false);
        phase(true);
        phase(true);
        phase(false);
        errors.set(0);
        List<Double> without = new ArrayList<>();
        List<Double> with = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            // In turns, so that what grows or wears off over time favours neither.
            boolean first = round % 2 == 1;
            List<Double> one = phase(first);
            List<Double> other = phase(!first);
            List<Double> calm = first ? other : one;
            List<Double> busy = first ? one : other;
            System.out.printf("round %d: p99 with jobs is %.2f of that without%n", round + 1, percentile(busy, 0.99) / percentile(calm, 0.99));
            without.addAll(calm);
            with.addAll(busy);
        }
        System.out.printf(
                "all rounds, load average %.1f:%n",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        print("without", without);
        print("with", with);
        System.out.printf(
                "ratio: p50 %.2f, p99 %.2f; errors: %d%n",
                percentile(with, 0.5) / percentile(without, 0.5),
                percentile(with, 0.99) / percentile(without, 0.99),
                errors.get());
    }

    /** Latencies of a phase, counted from when an operation was due, so that a stall counts for all who wait for it. */
    private List<Double> phase(boolean withJobs) throws Exception {
        Queue<Double> latencies = new ConcurrentLinkedQueue<>();
        Set<String> jobs = new LinkedHashSet<>();
        long begin = System.nanoTime();
        long end = begin + TimeUnit.SECONDS.toNanos(seconds);
        long step = TimeUnit.SECONDS.toNanos(1) / rate;
        Random random = new Random(begin);
        List<Future<?>> asked = new ArrayList<>();
        try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> keeping = withJobs ? readers.submit(() -> keepJobsRunning(jobs, end)) : null;
            for (long due = begin; due < end; due += step) {
                for (long now = System.nanoTime(); now < due; now = System.nanoTime()) {
                    LockSupport.parkNanos(due - now);
                }
                long counted = due;
                String operation = operation(random);
                asked.add(readers.submit((Callable<Void>) () -> {
                    String answer = ask(operation);
                    latencies.add((System.nanoTime() - counted) / 1e6);
                    if (!answer.startsWith("{\"data\":{") || answer.contains("\"errors\"")) {
                        errors.incrementAndGet();
                    }
                    return null;
                }));
            }
            for (Future<?> one : asked) {
                one.get();
            }
            if (keeping != null) {
                keeping.get();
            }
        }
        int filled = 0;
        for (String job : jobs) {
            filled += end(job);
        }
        print(withJobs ? "with, %,d keys filled".formatted(filled) : "without", latencies);
        return List.copyOf(latencies);
    }

    /** Both jobs are there from the first moment to the last: one that has ended is followed by another. */
    private Void keepJobsRunning(Set<String> jobs, long end) throws Exception {
        while (System.nanoTime() < end) {
            for (String type : TYPES) {
                jobs.add(number(admin("mutation {warmCache(input: {jobType: " + type + "}) {job {databaseId}}}"), "databaseId"));
            }
            Thread.sleep(500);
        }
        return null;
    }

    /** Cancels the job where it runs, waits for its end and says how many keys it has filled. */
    private int end(String job) throws Exception {
        admin("mutation {cancelWarmingJob(input: {id: \\\"" + job + "\\\"}) {userErrors {code}}}");
        for (int look = 0; look < 100; look++) {
            String answer = admin("{warmingJob(id: \\\"" + job + "\\\") {status progress {completed}}}");
            if (answer.contains("COMPLETED") || answer.contains("FAILED")) {
                // What is being filled just now ends with its batch.
                Thread.sleep(500);
                return answer.contains("\"completed\"") ? Integer.parseInt(number(answer, "completed")) : 0;
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException("Job " + job + " does not end");
    }

    private String operation(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> "{featuredProducts {name price category {name slug}}}";
            case 1 -> "{navigation {name slug productCount subcategories {name slug productCount}}}";
            case 2 -> "{categoryBySlug(slug: \\\"" + any(slugs, random)
                    + "\\\") {name ancestors {name slug} productCount subcategories {name slug productCount}}}";
            case 3 -> "{productsByCategory(slug: \\\"" + any(slugs, random)
                    + "\\\") {nodes {name price category {name}} pageInfo {hasNextPage endCursor}}}";
            default -> "{product(id: \\\"" + any(products, random) + "\\\") {name description price category {name parent {name}}}}";
        };
    }

    private static String any(List<String> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }

    private static String number(String answer, String field) {
        Matcher matcher = Pattern.compile("\"" + field + "\":(\\d+)").matcher(answer);
        if (!matcher.find()) {
            throw new IllegalStateException(answer);
        }
        return matcher.group(1);
    }

    private String admin(String document) throws Exception {
        HttpRequest request = request(document).header("Authorization", "Bearer " + ADMIN).build();
        String answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
        if (answer.contains("\"errors\"")) {
            throw new IllegalStateException(answer);
        }
        return answer;
    }

    private String ask(String document) throws IOException, InterruptedException {
        return HTTP.send(request(document).build(), HttpResponse.BodyHandlers.ofString()).body();
    }

    private HttpRequest.Builder request(String document) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/graphql"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"query\":\"" + document + "\"}"));
    }

    private static void print(String what, Iterable<Double> latencies) {
        List<Double> all = new ArrayList<>();
        latencies.forEach(all::add);
        System.out.printf(
                "%s: n %d, p50 %.1f ms, p99 %.1f ms, max %.1f ms%n",
                what, all.size(), percentile(all, 0.5), percentile(all, 0.99), percentile(all, 1));
    }

    private static double percentile(List<Double> latencies, double share) {
        double[] sorted = latencies.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted[Math.min(sorted.length - 1, (int) (sorted.length * share))];
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void stop() {
        for (Process process : processes.reversed()) {
            process.destroy();
            try {
                if (!process.waitFor(30, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
