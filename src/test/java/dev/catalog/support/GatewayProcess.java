package dev.catalog.support;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The gateway in a process of its own, with its standard output and error in a file. */
public final class GatewayProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern STARTED = Pattern.compile("Tomcat started on port (\\d+)");

    private final Process process;
    private final Path output;

    private GatewayProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts the packaged jar in a working directory. */
    public static GatewayProcess ofJar(Path directory, String... arguments) {
        return start(directory, List.of("-jar", System.getProperty("catalog.jar")), arguments);
    }

    /** Starts the compiled classes with all their dependencies, as the run command does. */
    public static GatewayProcess ofClasses(Path directory, String... arguments) {
        String path = System.getProperty("java.class.path");
        return start(directory, List.of("-cp", path, "dev.catalog.CatalogGateway"), arguments);
    }

    private static GatewayProcess start(Path directory, List<String> program, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(program);
        // What rehearses asks for itself: it takes the processor from other tests.
        command.addAll(List.of("--server.port=0", "--catalog.rehearsal.operations=0"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("SPRING_") || name.startsWith("CATALOG_"));
        try {
            Path output = Files.createTempFile(directory, "output", ".txt");
            builder.redirectErrorStream(true).redirectOutput(Redirect.to(output.toFile()));
            return new GatewayProcess(builder.start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the gateway serves and returns its address. */
    public String awaitAddress() {
        return "http://127.0.0.1:" + awaitOutput(STARTED).group(1);
    }

    /** Waits until the output so far matches somewhere. */
    public MatchResult awaitOutput(Pattern pattern) {
        return await("output like " + pattern)
                .atMost(PATIENCE)
                .failFast(
                        "the process ended",
                        () -> !process.isAlive() && !pattern.matcher(output()).find())
                .until(() -> pattern.matcher(output()), Matcher::find)
                .toMatchResult();
    }

    /** Waits for the process to end by itself. */
    public int awaitExit() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("The process does not end; it said:\n" + output());
        }
        return process.exitValue();
    }

    /** Asks the process to end, as Ctrl-C and SIGTERM do, and waits until it has. */
    public int stop() throws InterruptedException {
        process.destroy();
        return awaitExit();
    }

    /** Ends the process as kill -9 does: it learns nothing of it. */
    public void kill() {
        process.destroyForcibly();
    }

    /** Returns what the process wrote so far. */
    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the process by force, if it still runs. */
    @Override
    public void close() {
        process.destroyForcibly();
    }
}
