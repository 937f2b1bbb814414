import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import redis.embedded.RedisServer;

/** The servers of a run, all on 127.0.0.1: PostgreSQL with the catalog, Redis, gateways one after the other, and the ceiling. */
final class Servers implements AutoCloseable {

    /** A server that answers. */
    record Server(String url, Process process) {

        /** In megabytes. */
        long residentMemory() throws IOException {
            return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElseThrow();
        }

        void stop() throws InterruptedException {
            process.destroy();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("A server does not stop");
            }
        }
    }

    /** Of the JVMs that are measured. */
    static final String FLAGS = System.getenv().getOrDefault("JVM", "-Xmx512m");

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Path work;
    private final Path jar;
    private final EmbeddedPostgres database;
    private final RedisServer redis;
    private final int redisPort = freePort();
    private final List<Process> processes = new ArrayList<>();

    Servers(Path work, Path jar) throws IOException {
        this.work = work;
        this.jar = jar;
        database = EmbeddedPostgres.builder()
                .setDataDirectory(work.resolve("postgres"))
                .setOverrideWorkingDirectory(work.resolve("programs").toFile())
                .setLocaleConfig("locale", "C")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("shared_buffers", "512MB")
                .setServerConfig("random_page_cost", "1.1")
                .start();
        redis = RedisServer.newRedisServer().port(redisPort).setting("bind 127.0.0.1").setting("save \"\"").setting("dir " + work).build();
        redis.start();
    }

    Connection connection() throws SQLException {
        return database.getPostgresDatabase().getConnection();
    }

    Server gateway(String... settings) throws Exception {
        List<String> command = java("-jar", jar.toString());
        command.addAll(List.of(settings));
        ProcessBuilder gateway = new ProcessBuilder(command);
        int port = freePort();
        gateway.environment().putAll(Map.of(
                "SERVER_PORT", Integer.toString(port),
                "SERVER_ADDRESS", "127.0.0.1",
                "SPRING_DATASOURCE_URL", database.getJdbcUrl("postgres", "postgres"),
                "SPRING_DATA_REDIS_URL", "redis://127.0.0.1:" + redisPort,
                "CATALOG_REHEARSAL_READYWITHIN", "120s"));
        Server server = started(gateway, port);
        awaitReady(server);
        return server;
    }

    /** A gateway counts as ready when its rehearsal is over. */
    private static void awaitReady(Server server) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url()).resolve("/actuator/health/readiness")).build();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(150);
        while (HTTP.send(request, BodyHandlers.discarding()).statusCode() != 200) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("A gateway does not become ready");
            }
            Thread.sleep(200);
        }
    }

    /** A bare Tomcat that sends the answers in a folder, each in a file named after its operation. */
    Server ceiling(Path answers) throws Exception {
        int port = freePort();
        String classes = work.resolve("classes") + ":" + jar;
        return started(new ProcessBuilder(java("-cp", classes, "Ceiling", Integer.toString(port), answers.toString())), port);
    }

    static HttpResponse<String> ask(String url, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }

    /** @param etag of the answer that the client has */
    static HttpResponse<String> get(String url, String path, String etag) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url).resolve(path)).header("If-None-Match", etag).build();
        return HTTP.send(request, BodyHandlers.ofString());
    }

    private Server started(ProcessBuilder builder, int port) throws Exception {
        Path log = work.resolve("process-" + processes.size() + ".log");
        Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        processes.add(process);
        Server server = new Server("http://127.0.0.1:" + port + "/graphql", process);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(300);
        while (true) {
            try {
                ask(server.url(), "{\"operationName\":\"Homepage\",\"query\":\"query Homepage {__typename}\"}");
                return server;
            } catch (IOException e) {
                if (System.nanoTime() > end || !process.isAlive()) {
                    throw new IllegalStateException("A server does not start: " + Files.readString(log), e);
                }
                Thread.sleep(100);
            }
        }
    }

    private static List<String> java(String... arguments) {
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
        command.addAll(List.of(FLAGS.split(" ")));
        command.addAll(List.of(arguments));
        return command;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        processes.reversed().forEach(Process::destroy);
        redis.stop();
        database.close();
    }
}
