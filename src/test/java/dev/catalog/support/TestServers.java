package dev.catalog.support;

import dev.catalog.local.LocalPostgres;
import dev.catalog.local.LocalServers;
import dev.catalog.startup.StartupException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.util.FileSystemUtils;

/**
 * The PostgreSQL and Redis of this JVM's tests: the embedded servers of the run command, started empty at first use and
 * stopped with the JVM.
 */
public final class TestServers {

    private static final Path FOLDERS = Path.of("target", "servers");
    private static final int MOST_FOLDERS = 16;
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private TestServers() {}

    /** Returns the JDBC address, credentials included, of the maintenance database, as the superuser {@code postgres}. */
    public static String postgresUrl() {
        return url("postgres");
    }

    /** Creates an empty database and returns its JDBC address, credentials included. */
    public static String newDatabase() {
        return newDatabase("");
    }

    /** Creates an empty database with these options of {@code CREATE DATABASE}, such as its locale. */
    public static String newDatabase(String options) {
        String name = "test_" + DATABASES.incrementAndGet();
        try (Connection connection = DriverManager.getConnection(postgresUrl());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name + " " + options);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot create a database", e);
        }
        return url(name);
    }

    /** Returns the address of Redis, which all tests share: keep keys apart by a prefix. */
    public static String redisUrl() {
        return Started.SERVERS.startRedis().url();
    }

    private static String url(String database) {
        return Started.SERVERS.startPostgres().url(database) + "?user=" + LocalPostgres.USER;
    }

    private static final class Started {

        static final LocalServers SERVERS = start();

        private static LocalServers start() {
            for (int n = 1; ; n++) {
                Path folder = FOLDERS.resolve(Integer.toString(n));
                try {
                    return empty(folder);
                } catch (StartupException e) {
                    // The tests of another JVM run over this folder.
                    if (n == MOST_FOLDERS) {
                        throw e;
                    }
                }
            }
        }

        private static LocalServers empty(Path folder) {
            LocalServers servers = LocalServers.in(folder);
            Runtime.getRuntime().addShutdownHook(new Thread(servers::close, "test servers"));
            try {
                FileSystemUtils.deleteRecursively(folder.resolve("postgres"));
                FileSystemUtils.deleteRecursively(folder.resolve("redis"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return servers;
        }
    }
}
