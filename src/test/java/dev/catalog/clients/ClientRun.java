package dev.catalog.clients;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.Assertions;

/** A script that runs, and the lines that it has written. */
final class ClientRun implements AutoCloseable {

    private static final Duration BOUND = Duration.ofSeconds(60);

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Process process;
    private final Thread reader;

    ClientRun(Process process) {
        this.process = process;
        this.reader = Thread.ofVirtual().start(this::read);
    }

    private void read() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            output.lines().forEach(lines::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for the script to write this line. */
    void awaitLine(String line) {
        await().atMost(BOUND).until(() -> lines.contains(line) || !process.isAlive());
        Assertions.assertThat(lines).contains(line);
    }

    /** Waits for the script to end and returns all that it has written. */
    List<String> awaitEnd() {
        await().atMost(BOUND).until(() -> !process.isAlive() && !reader.isAlive());
        return List.copyOf(lines);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
