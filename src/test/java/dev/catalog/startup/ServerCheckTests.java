package dev.catalog.startup;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.catalog.local.LocalPostgres;
import dev.catalog.local.LocalServers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.assertj.core.api.AbstractStringAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.mock.env.MockEnvironment;

@Timeout(120)
class ServerCheckTests {

    private static final String PASSWORD = "correct horse";
    private static final String WRONG = "battery-staple";
    private static final String DATASOURCE_URL = "spring.datasource.url (SPRING_DATASOURCE_URL)";
    private static final String DATASOURCE_PASSWORD = "spring.datasource.password (SPRING_DATASOURCE_PASSWORD)";
    private static final String REDIS_URL = "spring.data.redis.url (SPRING_DATA_REDIS_URL)";

    @TempDir
    static Path directory;

    private static @Nullable LocalServers servers;
    private static String postgres = "";
    private static int redis;

    /** Both servers want a password, unlike those the other tests share. */
    @BeforeAll
    static void startGuardedServers() throws Exception {
        servers = LocalServers.in(directory);
        postgres = servers.startPostgres().url("postgres");
        try (Connection connection = DriverManager.getConnection(postgres, LocalPostgres.USER, null);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE reader LOGIN PASSWORD '" + PASSWORD + "'");
            Files.writeString(
                    directory.resolve("postgres/pg_hba.conf"),
                    "host all postgres 127.0.0.1/32 trust\nhost all reader 127.0.0.1/32 scram-sha-256\n");
            statement.execute("SELECT pg_reload_conf()");
        }
        redis = URI.create(servers.startRedis().url()).getPort();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), redis)) {
            String command = "CONFIG SET requirepass \"" + PASSWORD + "\"\r\n";
            socket.getOutputStream().write(command.getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().readNBytes(5);
        }
    }

    @AfterAll
    static void stopServers() {
        if (servers != null) {
            servers.close();
        }
    }

    private final MockEnvironment settings = new MockEnvironment()
            .withProperty("spring.datasource.url", postgres)
            .withProperty("spring.datasource.username", "reader")
            .withProperty("spring.datasource.password", PASSWORD)
            .withProperty("spring.data.redis.url", redis(":correct%20horse@", "/3"));

    @Test
    void usableServersPass() {
        assertThatCode(this::check).doesNotThrowAnyException();
    }

    @Test
    void absentAddressesAreAskedForTogether() {
        settings.setProperty("spring.datasource.url", "");
        settings.setProperty("spring.data.redis.url", "");

        refusal().contains("set " + DATASOURCE_URL + " and " + REDIS_URL + ".");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"jdbc:mysql://127.0.0.1/catalog", "postgresql://127.0.0.1/catalog", "jdbc:postgresql:catalog"})
    void databaseAddressOfAnotherKindIsRefused(String url) {
        settings.setProperty("spring.datasource.url", url);

        refusal().startsWith(DATASOURCE_URL + " is no address like jdbc:postgresql://");
    }

    @Test
    void unreachableDatabaseNamesTheAddressWithoutItsParameters() throws IOException {
        settings.setProperty(
                "spring.datasource.url",
                "jdbc:postgresql://127.0.0.1:%d/catalog?password=%s".formatted(closedPort(), WRONG));

        refusal().startsWith(DATASOURCE_URL).contains("/catalog cannot be reached");
    }

    @Test
    void unknownDatabaseHostIsNamed() {
        settings.setProperty("spring.datasource.url", "jdbc:postgresql://no-such-host.invalid:5432/catalog");

        refusal()
                .isEqualTo(
                        DATASOURCE_URL + ": the host of postgresql://no-such-host.invalid:5432/catalog is not known.");
    }

    @Test
    void unknownDatabaseIsNamed() {
        settings.setProperty("spring.datasource.url", postgres.replace("/postgres", "/nowhere"));

        refusal().startsWith(DATASOURCE_URL).contains("/nowhere does not exist");
    }

    @Test
    void wrongDatabasePasswordNamesTheSetting() {
        settings.setProperty("spring.datasource.password", WRONG);

        refusal().startsWith(DATASOURCE_PASSWORD);
    }

    @Test
    void absentDatabasePasswordNamesTheSetting() {
        settings.setProperty("spring.datasource.password", "");

        refusal().startsWith(DATASOURCE_PASSWORD);
    }

    @Test
    void refusedDatabaseUserNamesTheSetting() {
        settings.setProperty("spring.datasource.username", "stranger");

        refusal().startsWith("spring.datasource.username (SPRING_DATASOURCE_USERNAME)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:6379",
                "redis://127.0.0.1:0",
                "redis://:battery-staple@",
                "redis://h:1/x",
                "redis://a b:1"
            })
    void redisAddressOfAnotherKindIsRefused(String url) {
        settings.setProperty("spring.data.redis.url", url);

        refusal().startsWith(REDIS_URL + " is no address like redis://");
    }

    @ParameterizedTest
    @ValueSource(strings = {":battery-staple@", "reader:battery-staple@"})
    void wrongRedisPasswordIsToldApart(String credentials) {
        settings.setProperty("spring.data.redis.url", redis(credentials, ""));

        refusal().startsWith(REDIS_URL).contains("refuses this user and password");
    }

    @Test
    void absentRedisPasswordIsToldApart() {
        settings.setProperty("spring.data.redis.url", redis("", ""));

        refusal().startsWith(REDIS_URL).contains("wants a password");
    }

    @Test
    void unknownRedisDatabaseIsNamed() {
        settings.setProperty("spring.data.redis.url", redis(":correct%20horse@", "/99"));

        refusal().startsWith(REDIS_URL).contains("has no database 99");
    }

    @Test
    void unreachableRedisIsNamed() throws IOException {
        settings.setProperty("spring.data.redis.url", "redis://:%s@127.0.0.1:%d".formatted(WRONG, closedPort()));

        refusal().startsWith(REDIS_URL).contains("cannot be reached");
    }

    @Test
    void unknownRedisHostIsNamed() {
        settings.setProperty("spring.data.redis.url", "redis://no-such-host.invalid:6379");

        refusal().isEqualTo(REDIS_URL + ": the host no-such-host.invalid is not known.");
    }

    @Test
    void anotherKindOfServerIsNotTakenForRedis() {
        settings.setProperty(
                "spring.data.redis.url",
                "redis://127.0.0.1:" + URI.create(postgres.substring(5)).getPort());

        refusal().startsWith(REDIS_URL);
    }

    /** The message of the refusal, which is one line and holds no password. */
    private AbstractStringAssert<?> refusal() {
        return assertThatThrownBy(this::check)
                .isInstanceOf(StartupException.class)
                .message()
                .doesNotContain("\n", WRONG, PASSWORD);
    }

    private void check() {
        try (GenericApplicationContext context = new GenericApplicationContext()) {
            context.setEnvironment(settings);
            new ServerCheck().initialize(context);
        }
    }

    private static String redis(String credentials, String path) {
        return "redis://%s127.0.0.1:%d%s".formatted(credentials, redis, path);
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
