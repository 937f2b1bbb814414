package dev.catalog.local;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.catalog.startup.StartupException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class LocalServersTests {

    /** One for all tests: the programs are unpacked once. */
    @TempDir
    static Path temporary;

    private final Path directory = temporary.resolve("with a space");

    @Test
    void dataOutlivesARestart() throws Exception {
        try (LocalServers servers = LocalServers.in(directory)) {
            servers.startPostgres().ensureDatabase("catalog");
            sql(servers, "CREATE TABLE restarted AS SELECT 'kept' AS word");
            redis(servers, "SET restarted kept");
        }

        try (LocalServers servers = LocalServers.in(directory)) {
            servers.startPostgres().ensureDatabase("catalog");
            assertThat(sql(servers, "SELECT word FROM restarted")).isEqualTo("kept");
            assertThat(redis(servers, "EXISTS restarted")).isEqualTo(":1");
        }
    }

    @Test
    void closingLeavesNoProcess() {
        try (LocalServers servers = LocalServers.in(directory)) {
            servers.startPostgres();
            servers.startRedis();
            assertThat(running()).isNotEmpty();
        }

        assertThat(running()).isEmpty();
    }

    @Test
    void listensOnTheLoopbackAddressAlone() throws Exception {
        try (LocalServers servers = LocalServers.in(directory)) {
            servers.startPostgres().ensureDatabase("catalog");

            assertThat(sql(servers, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(sql(servers, "SHOW unix_socket_directories")).isEmpty();
            assertThat(servers.startRedis().url()).startsWith("redis://127.0.0.1:");
        }
    }

    @Test
    void secondTakerOfAFolderIsToldWhoHasIt() {
        try (LocalServers servers = LocalServers.in(directory)) {
            assertThat(servers).isNotNull();
            assertThatThrownBy(() -> LocalServers.in(directory))
                    .isInstanceOf(StartupException.class)
                    .hasMessageStartingWith(
                            "Process " + ProcessHandle.current().pid() + " already runs the embedded servers of ")
                    .hasMessageContaining("spring.datasource.url (SPRING_DATASOURCE_URL)");
        }
    }

    @Test
    void serversOfAKilledProcessAreReplacedAndTheirDataKept() throws Exception {
        Process gateway = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledGateway.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader output = gateway.inputReader(StandardCharsets.UTF_8)) {
            assertThat(output.lines().filter(KilledGateway.READY::equals).findFirst())
                    .isPresent();
        } finally {
            gateway.destroyForcibly().waitFor(10, SECONDS);
        }
        List<Long> orphans = running();
        assertThat(orphans).isNotEmpty();

        try (LocalServers servers = LocalServers.in(directory)) {
            assertThat(running()).doesNotContainAnyElementsOf(orphans);
            servers.startPostgres();
            assertThat(sql(servers, "SELECT word FROM killed")).isEqualTo("kept");
            assertThat(redis(servers, "EXISTS killed")).isEqualTo(":1");
        }
        assertThat(running()).isEmpty();
    }

    /** Writes to both servers, says so, and waits to be killed. */
    static final class KilledGateway {

        static final String READY = "ready";

        public static void main(String[] arguments) throws Exception {
            LocalServers servers = LocalServers.in(Path.of(arguments[0]));
            servers.startPostgres().ensureDatabase("catalog");
            sql(servers, "CREATE TABLE killed AS SELECT 'kept' AS word");
            redis(servers, "SET killed kept");
            System.out.println(READY);
            Thread.currentThread().join();
        }
    }

    private List<Long> running() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().command().orElse("").startsWith(directory.toString()))
                .map(ProcessHandle::pid)
                .toList();
    }

    private static String sql(LocalServers servers, String sql) throws SQLException {
        String url = servers.startPostgres().url("catalog");
        try (Connection connection = DriverManager.getConnection(url, LocalPostgres.USER, null);
                Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "";
            }
            try (ResultSet result = statement.getResultSet()) {
                result.next();
                return result.getString(1);
            }
        }
    }

    private static String redis(LocalServers servers, String command) throws IOException {
        URI address = URI.create(servers.startRedis().url());
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), address.getPort());
                BufferedReader reply =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            return reply.readLine();
        }
    }
}
