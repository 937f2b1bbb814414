package dev.catalog.consistency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catalog.feed.ChangeFeed;
import dev.catalog.support.CatalogSubscriber;
import dev.catalog.support.CatalogSubscriber.Told;
import dev.catalog.support.CatalogSubscriber.Transport;
import dev.catalog.support.GatewayNode;
import dev.catalog.support.HttpGatewayTest;
import dev.catalog.support.TestServers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Subscribers to the changes of one catalog, on either of two nodes, held against the log of changes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ToldChangesIT {

    private static final Logger log = LoggerFactory.getLogger(ToldChangesIT.class);

    private static final long SEED = Long.getLong("catalog.changes.seed", System.nanoTime() & 0xFFFFFF);

    /** How many steps; each writes, and about every sixteenth cuts a subscriber off. */
    private static final int STEPS = Integer.getInteger("catalog.changes.steps", 200);

    private static final int CUTS_PER_MILLE = 60;
    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final String ADMIN = HttpGatewayTest.ADMIN_TOKEN;
    private static final String DISABLE = "ALTER TABLE products DISABLE TRIGGER catalog_changes_insert";
    private static final String ENABLE = "ALTER TABLE products ENABLE TRIGGER catalog_changes_insert";

    private final RandomChoice choice = new RandomChoice(SEED);
    private final String prefix = "catalog.cache.prefix=" + UUID.randomUUID();
    private String url;
    private String database;
    private JdbcClient jdbc;
    private List<GatewayNode> nodes;

    @BeforeAll
    void start() {
        url = TestServers.newDatabase();
        jdbc = JdbcClient.create(new DriverManagerDataSource(url));
        database = jdbc.sql("SELECT current_database()").query(String.class).single();
        nodes = List.of(startNode(), startNode());
    }

    private GatewayNode startNode() {
        return GatewayNode.start(url, TestServers.redisUrl(), prefix, "catalog.cache.timeout=5s");
    }

    @AfterAll
    void stop() {
        nodes.forEach(GatewayNode::close);
    }

    @BeforeEach
    void fillCatalog() {
        RandomWrites.replacement().forEach(sql -> jdbc.sql(sql).update());
        nodes.forEach(ToldChangesIT::catchUp);
    }

    // After a start the triggers may still be on their way.
    private static void catchUp(GatewayNode node) {
        await().pollDelay(Duration.ZERO)
                .atMost(BOUND)
                .until(() -> node.bean(ChangeFeed.class).catchUp(BOUND));
    }

    @Test
    void whoeverIsCutOffAndGoesOnAnywhereIsToldEachChangeOnce() throws SQLException {
        log.info("{} steps with the seed {}: -Dcatalog.changes.seed={} repeats them", STEPS, SEED, SEED);
        long before = LoggedChanges.last(jdbc);
        try (RoamingSubscriber anyone = new RoamingSubscriber(null, ports(), choice);
                RoamingSubscriber admin = new RoamingSubscriber(ADMIN, ports(), choice);
                RandomWriter writer = new RandomWriter(url, choice)) {
            for (int step = 0; step < STEPS; step++) {
                writer.write();
                if (choice.rarely(CUTS_PER_MILLE)) {
                    anyone.roam();
                }
                if (choice.rarely(CUTS_PER_MILLE)) {
                    admin.roam();
                }
            }
            writer.finish();

            LoggedChanges logged = LoggedChanges.since(jdbc, before);
            log.info("{} changes were logged; {}, {}", logged.rows().size(), anyone, admin);
            anyone.assertToldOf(logged, false, () -> "seed " + SEED + "\n" + writer.history());
            admin.assertToldOf(logged, true, () -> "seed " + SEED + "\n" + writer.history());
        }
    }

    @Test
    void whoFollowedANodeThatStopsGoesOnAtAnother() {
        GatewayNode leaving = startNode();
        catchUp(leaving);
        try (CatalogSubscriber socket = CatalogSubscriber.open(Transport.SOCKET, leaving.port(), null, null);
                CatalogSubscriber stream = CatalogSubscriber.open(Transport.STREAM, leaving.port(), null, null)) {
            String id = rename("At first");
            List<Told> toldOverSocket = socket.await(1);
            List<Told> toldOverStream = stream.await(1);

            leaving.close();
            rename("Meanwhile");

            for (Told last : List.of(toldOverSocket.getLast(), toldOverStream.getLast())) {
                try (CatalogSubscriber resumed =
                        CatalogSubscriber.open(Transport.SOCKET, port(0), null, last.version())) {
                    rename("At last");

                    assertThat(resumed.await(2)).extracting(Told::what).containsOnly("UPDATED " + id);
                    assertThat(resumed.told()).hasSize(2);
                }
            }
        } finally {
            leaving.close();
        }
    }

    @Test
    void aFeedThatIsCutLosesNothing() {
        try (CatalogSubscriber subscriber = CatalogSubscriber.open(Transport.STREAM, port(0), null, null)) {
            jdbc.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                            + " WHERE datname = current_database() AND application_name = 'catalog-gateway feed'")
                    .query(Boolean.class)
                    .list();
            String id = rename("Meanwhile");

            assertThat(subscriber.await(1)).extracting(Told::toString).containsExactly("UPDATED " + id + " Meanwhile");
        }
    }

    @Test
    void aDatabaseThatIsAwayForAWhileEndsNoSubscription() {
        ChangeFeed feed = nodes.getFirst().bean(ChangeFeed.class);
        try (CatalogSubscriber subscriber = CatalogSubscriber.open(Transport.STREAM, port(0), null, null)) {
            String id = rename("Before");
            subscriber.await(1);

            allowConnections(false);
            try {
                await().atMost(BOUND).until(() -> !feed.isLive());
            } finally {
                allowConnections(true);
            }
            rename("Afterwards");

            assertThat(subscriber.await(2)).extracting(Told::what).containsExactly("UPDATED " + id, "UPDATED " + id);
        }
    }

    private void allowConnections(boolean allowed) {
        JdbcClient server = JdbcClient.create(new DriverManagerDataSource(TestServers.postgresUrl()));
        server.sql("ALTER DATABASE %s ALLOW_CONNECTIONS %s".formatted(database, allowed))
                .update();
        if (!allowed) {
            server.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ?")
                    .param(database)
                    .query(Boolean.class)
                    .list();
        }
    }

    @Test
    void aHistoryThatBreaksIsAReset() {
        try (CatalogSubscriber subscriber = CatalogSubscriber.open(Transport.SOCKET, port(0), null, null)) {
            String before = versionOf(nodes.getFirst());
            jdbc.sql(DISABLE).update();
            jdbc.sql(ENABLE).update();
            catchUp(nodes.getFirst());
            subscriber.await(1);
            String id = rename("Afterwards");

            assertThat(subscriber.await(2))
                    .extracting(Told::toString)
                    .containsExactly("RESET", "UPDATED " + id + " Afterwards");
            try (CatalogSubscriber late = CatalogSubscriber.open(Transport.SOCKET, port(1), null, before)) {
                assertThat(late.awaitError()).startsWith("BAD_USER_INPUT: after is ");
            }
        }
    }

    @Test
    void whereChangesAreNotFollowedThereIsNoSubscription() {
        jdbc.sql(DISABLE).update();
        try {
            await().atMost(BOUND)
                    .until(() -> !nodes.getFirst().bean(ChangeFeed.class).catchUp(BOUND));
            for (Transport transport : Transport.values()) {
                try (CatalogSubscriber subscriber = CatalogSubscriber.open(transport, port(0), ADMIN, null)) {
                    assertThat(subscriber.awaitError())
                            .isEqualTo(
                                    "UNAVAILABLE: Changes of the catalog are not followed at the moment; try again later.");
                }
            }
        } finally {
            jdbc.sql(ENABLE).update();
        }
    }

    private String rename(String name) {
        long row = jdbc.sql("SELECT min(id) FROM products WHERE active")
                .query(Long.class)
                .single();
        jdbc.sql("UPDATE products SET name = ? WHERE id = ?").params(name, row).update();
        return LoggedChanges.globalId("products", row);
    }

    private static String versionOf(GatewayNode node) {
        return node.ask("{productCount}")
                .body()
                .at("/extensions/catalogVersion")
                .asString();
    }

    private List<Integer> ports() {
        return nodes.stream().map(GatewayNode::port).toList();
    }

    private int port(int node) {
        return nodes.get(node).port();
    }
}
