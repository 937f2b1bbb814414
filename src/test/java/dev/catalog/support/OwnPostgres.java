package dev.catalog.support;

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
public final class OwnPostgres implements AutoCloseable {

    /** Unpacked once for all servers of the JVM, so not in the folder of one that is gone with its test. */
    private static final Path PROGRAMS = Path.of("target", "servers", "bin");

    private final int port = FreePort.find();
    private final Path folder;
    private EmbeddedPostgres server;

    public OwnPostgres(Path folder) {
        this.folder = folder;
        server = launch();
    }

    public String url() {
        return url("postgres");
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s?user=postgres".formatted(port, database);
    }

    public JdbcClient jdbc() {
        return jdbc("postgres");
    }

    public JdbcClient jdbc(String database) {
        return JdbcClient.create(new DriverManagerDataSource(url(database)));
    }

    public void start() {
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
                    .setOverrideWorkingDirectory(PROGRAMS.toFile())
                    .setOutputRedirector(
                            Redirect.appendTo(folder.resolve("postgres.log").toFile()))
                    .setErrorRedirector(
                            Redirect.appendTo(folder.resolve("postgres.log").toFile()))
                    // Whatever the environment says, which may be a locale that is not there.
                    .setLocaleConfig("locale", "C")
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("unix_socket_directories", "")
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends every process at once, as a crash does. */
    public void crash() {
        ProcessHandle postmaster = postmaster();
        Signals.send("QUIT", Stream.of(postmaster));
        postmaster.onExit().join();
        close();
    }

    /** Ends the process of one connection, as the kernel does when memory is short; the server recovers by itself. */
    public void killBackend(int pid) {
        Signals.send("KILL", processes().filter(process -> process.pid() == pid));
    }

    /** Starts another server over a copy of the files as they are now, as a snapshot of the disk has them. */
    public OwnPostgres copy(Path copies) {
        hang();
        try {
            if (Command.run("cp", "-a", folder.resolve("postgres").toString(), copies.toString()) != 0) {
                throw new IllegalStateException("The files of the server can't be copied");
            }
        } finally {
            goOn();
        }
        return new OwnPostgres(copies);
    }

    /** Keeps connections open and answers nobody. */
    public void hang() {
        Signals.send("STOP", processes());
    }

    public void goOn() {
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
