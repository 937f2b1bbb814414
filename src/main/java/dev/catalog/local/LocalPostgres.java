package dev.catalog.local;

import dev.catalog.startup.StartupException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** An embedded PostgreSQL, whose superuser {@link #USER} needs no password. */
public final class LocalPostgres {

    public static final String USER = "postgres";

    private final EmbeddedPostgres server;

    private LocalPostgres(EmbeddedPostgres server) {
        this.server = server;
    }

    static LocalPostgres start(Path folder) {
        Path log = folder.resolve("postgres.log");
        Path data = folder.resolve("postgres");
        try {
            Files.deleteIfExists(log);
            // The folder is locked and no server runs in it: what this file says is no longer so.
            Files.deleteIfExists(data.resolve("postmaster.pid"));
            return new LocalPostgres(EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setOverrideWorkingDirectory(folder.resolve("bin").toFile())
                    .setOutputRedirector(Redirect.appendTo(log.toFile()))
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .setLocaleConfig("locale", locale())
                    .setLocaleConfig("locale-provider", "icu")
                    .setLocaleConfig("icu-locale", "und")
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("unix_socket_directories", "")
                    .setServerConfig("fsync", "on")
                    .start());
        } catch (IOException | RuntimeException e) {
            throw new StartupException("The embedded PostgreSQL does not start; %s says why.".formatted(log), e);
        }
    }

    /** A UTF-8 locale that every machine of the kind has; names are ordered by ICU, not by it. */
    private static String locale() {
        String os = System.getProperty("os.name");
        if (os.startsWith("Windows")) {
            return "en-US";
        }
        return os.startsWith("Mac") ? "en_US.UTF-8" : "C.UTF-8";
    }

    /** Returns the JDBC address of a database, without credentials. */
    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(server.getPort(), database);
    }

    /** Creates the database, empty, unless it is there. */
    public void ensureDatabase(String name) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            if (!exists(statement, name)) {
                statement.execute("CREATE DATABASE " + name);
            }
        } catch (SQLException e) {
            throw new StartupException(
                    "The embedded PostgreSQL has no database %s and cannot create it.".formatted(name), e);
        }
    }

    private static boolean exists(Statement statement, String name) throws SQLException {
        try (ResultSet found = statement.executeQuery("SELECT FROM pg_database WHERE datname = '" + name + "'")) {
            return found.next();
        }
    }

    void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
