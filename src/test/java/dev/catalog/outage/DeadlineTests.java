package dev.catalog.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import dev.catalog.support.GatewayNode;
import dev.catalog.support.GatewayNode.Reply;
import dev.catalog.support.TestServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The time of an operation is its statements' time too. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class DeadlineTests {

    private static final Duration BOUND = Duration.ofSeconds(3);
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int CONNECTIONS = 3;
    private static final int CLIENTS = 20;

    private String database;
    private JdbcClient jdbc;
    private GatewayNode node;
    private HikariPoolMXBean pool;

    @BeforeAll
    void start() {
        database = TestServers.newDatabase();
        node = GatewayNode.start(
                database,
                TestServers.redisUrl(),
                "catalog.cache.prefix=" + UUID.randomUUID(),
                "catalog.cache.timeout=5s",
                "catalog.limits.timeout=2s",
                "spring.datasource.hikari.maximum-pool-size=" + CONNECTIONS);
        jdbc = JdbcClient.create(new DriverManagerDataSource(database));
        SmallShop.open(jdbc);
        pool = node.bean(HikariDataSource.class).getHikariPoolMXBean();
        await().atMost(PATIENCE)
                .until(() ->
                        node.ask("{productCount}").data().at("/productCount").asInt() == 12);
    }

    @AfterAll
    void stop() {
        node.close();
    }

    @Test
    void aStatementThatWaitsIsCancelledAndItsConnectionIsBack() throws SQLException {
        try (Connection locker = lockProducts()) {
            Reply reply = node.ask(
                    "{products(filter: {search: \"waits\"}) {nodes {name}} categories(first: 1) {nodes {name}}}");

            assertThat(reply.errors()).containsExactly("products UNAVAILABLE");
            assertThat(reply.data().at("/categories/nodes/0/name").asString()).isEqualTo("Home");
            assertThat(reply.took()).isLessThan(BOUND);
            awaitRest();
            assertThat(locker.isClosed()).isFalse();
        }
        assertThat(node.ask("{products(filter: {search: \"waits\"}) {nodes {name}}}")
                        .errors())
                .isEmpty();
    }

    @Test
    void whoWaitsForAConnectionInVainIsToldInTime() throws Exception {
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Reply>> replies = new ArrayList<>();
            try (Connection _ = lockProducts()) {
                for (int client = 0; client < 5 * CONNECTIONS; client++) {
                    String search = "word" + client;
                    replies.add(clients.submit(() ->
                            node.ask("{productCount products(filter: {search: \"" + search + "\"}) {nodes {name}}}")));
                }
                for (Future<Reply> future : replies) {
                    Reply reply = future.get(30, TimeUnit.SECONDS);
                    assertThat(reply.errors()).contains("products UNAVAILABLE");
                    assertThat(reply.took()).isLessThan(BOUND);
                }
                awaitRest();
            }
        }
        assertThat(node.ask("{products(filter: {search: \"word1\"}) {nodes {name}}}")
                        .errors())
                .isEmpty();
    }

    /** The pool's own patience is longer than an operation's. Others who wait for it are a few threads of the scheduler. */
    @Test
    void whoCannotHaveAConnectionIsToldInTimeAndWaitsNoLonger() throws Exception {
        HikariDataSource connections = node.bean(HikariDataSource.class);
        assertThat(Duration.ofMillis(connections.getConnectionTimeout())).isGreaterThan(BOUND);
        List<Connection> taken = new ArrayList<>();
        List<Future<Reply>> replies = new ArrayList<>();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            while (taken.size() < CONNECTIONS) {
                taken.add(connections.getConnection());
            }

            for (int client = 0; client < CLIENTS; client++) {
                String search = "nobody" + client;
                replies.add(clients.submit(
                        () -> node.ask("{products(filter: {search: \"" + search + "\"}) {nodes {name}}}")));
            }

            for (Future<Reply> future : replies) {
                Reply reply = future.get(30, TimeUnit.SECONDS);
                assertThat(reply.errors()).containsExactly("products UNAVAILABLE");
                assertThat(reply.took()).isLessThan(BOUND);
            }
            await().atMost(SOON).until(() -> pool.getThreadsAwaitingConnection() < CLIENTS / 2);
        } finally {
            for (Connection connection : taken) {
                connection.close();
            }
        }
        assertThat(node.ask("{products(filter: {search: \"nobody\"}) {nodes {name}}}")
                        .errors())
                .isEmpty();
    }

    private Connection lockProducts() throws SQLException {
        Connection connection = DriverManager.getConnection(database);
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("LOCK TABLE products IN ACCESS EXCLUSIVE MODE");
        }
        return connection;
    }

    /** No statement runs or waits, and no connection is in use. */
    private void awaitRest() {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(jdbc.sql("""
                            SELECT count(*) FROM pg_stat_activity
                            WHERE datname = current_database() AND wait_event_type = 'Lock'""").query(Long.class).single()).isZero();
            assertThat(pool.getActiveConnections()).isZero();
            assertThat(pool.getThreadsAwaitingConnection()).isZero();
        });
    }
}
