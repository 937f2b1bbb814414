package dev.catalog.outage;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A PostgreSQL of a test's own, which may be killed, hung and started again; its data and its port stay. */
final class OwnPostgres implements AutoCloseable {

    private final int port = FreePort.find();
    private final Path folder;
    private EmbeddedPostgres server;

    OwnPostgres(Path folder) {
        this.folder = folder;
        server = launch();
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:%d/postgres?user=postgres".formatted(port);
    }

    JdbcClient jdbc() {
        return JdbcClient.create(new DriverManagerDataSource(url()));
    }

    void start() {
        server = launch();
    }

    private EmbeddedPostgres launch() {
        try {
            Files.deleteIfExists(folder.resolve("postgres/postmaster.pid"));
            return EmbeddedPostgres.builder()
                    .setPort(port)
                    .setDataDirectory(folder.resolve("postgres"))
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setOverrideWorkingDirectory(folder.resolve("postgres-bin").toFile())
                    .setOutputRedirector(
                            Redirect.appendTo(folder.resolve("postgres.log").toFile()))
                    .setErrorRedirector(
                            Redirect.appendTo(folder.resolve("postgres.log").toFile()))
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("unix_socket_directories", "")
                    .setServerConfig("fsync", "on")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends every process at once, as a crash does. */
    void crash() {
        ProcessHandle postmaster = postmaster();
        Signals.send("QUIT", Stream.of(postmaster));
        postmaster.onExit().join();
        close();
    }

    /** Keeps connections open and answers nobody. */
    void hang() {
        Signals.send("STOP", processes());
    }

    void goOn() {
        Signals.send("CONT", processes());
    }

    private Stream<ProcessHandle> processes() {
        ProcessHandle postmaster = postmaster();
        return Stream.concat(Stream.of(postmaster), postmaster.descendants());
    }

    private ProcessHandle postmaster() {
        try {
            String pid = Files.readAllLines(folder.resolve("postgres/postmaster.pid"))
                    .getFirst();
            return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
