package dev.catalog.feed;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FollowingTests {

    private static final int WRITERS = 6;
    private static final int TRANSACTIONS = 60;

    private final FollowedDatabase database = new FollowedDatabase();
    private final Follower follower = Follower.of(database);

    @AfterEach
    void stop() {
        follower.close();
    }

    @Test
    void startsBrokenAndLive() {
        follower.awaitLive();

        assertThat(follower.batches.getFirst().broken()).isTrue();
        assertThat(follower.changes()).isEmpty();
        assertThat(follower.feed.position()).isPresent();
    }

    @Test
    void hearsOfAChangeWithoutBeingAsked() {
        follower.awaitLive();

        long id = database.insertProducts(1);

        await().atMost(Follower.BOUND).until(() -> follower.told().stream().anyMatch(change -> change.id() == id));
    }

    @Test
    void openTransactionHoldsUpNobodyAndIsToldOnceCommitted() throws SQLException {
        try (Connection writer = open("UPDATE categories SET name = 'Old lamps'")) {
            long first = database.insertProducts(1);
            long second = database.insertProducts(1);
            assertThat(follower.changes()).extracting(CatalogChange::id).containsExactly(first, second);

            writer.commit();
        }

        assertThat(follower.changes())
                .hasSize(3)
                .last()
                .extracting(CatalogChange::table)
                .isEqualTo(CatalogTable.CATEGORIES);
    }

    @Test
    void orderOfCommitsIsNotThatOfTheLog() throws SQLException {
        List<Connection> writers = new ArrayList<>();
        for (int n = 0; n < 3; n++) {
            writers.add(open("INSERT INTO categories (name, slug, created_at, updated_at)"
                    + " VALUES ('C', 'c%d', now(), now())".formatted(n)));
        }
        List<String> slugs = new ArrayList<>();

        for (int n : List.of(2, 0, 1)) {
            writers.get(n).commit();
            slugs.add("c" + n);
            assertThat(follower.changes())
                    .extracting(change -> change.after().text("slug"))
                    .isEqualTo(slugs);
        }
        for (Connection writer : writers) {
            writer.close();
        }
    }

    @Test
    void restartCatchesUpFromTheLog() {
        long before = database.insertProducts(1);
        follower.catchUp();
        follower.close();
        long meanwhile = database.insertProducts(1);

        try (Follower restarted = Follower.of(database)) {
            assertThat(restarted.changes()).extracting(CatalogChange::id).containsExactly(before, meanwhile);
            assertThat(restarted.batches)
                    .extracting(ChangeBatch::broken)
                    .startsWith(true)
                    .containsOnlyOnce(true);
            assertThat(restarted
                            .batches
                            .get(1)
                            .position()
                            .contains(restarted.batches.getFirst().position()))
                    .isTrue();
        }
    }

    @Test
    void eachChangeOfConcurrentWritersIsToldOnceToEveryNode() throws Exception {
        long seed = new Random().nextLong();
        Queue<String> committed = new ConcurrentLinkedQueue<>();
        try (Follower other = Follower.of(database);
                ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> writers = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                Random random = new Random(seed + writer);
                int number = writer;
                writers.add(executor.submit(() -> {
                    write(number, random, committed);
                    return null;
                }));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }

            for (Follower node : List.of(follower, other)) {
                assertThat(slugs(node)).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(committed);
                assertThat(node.batches.stream().map(ChangeBatch::position)).satisfies(FollowingTests::growing);
            }
            assertThat(committed.stream().collect(groupingBy(Function.identity(), counting())))
                    .allSatisfy((_, count) -> assertThat(count).isOne());
        }
    }

    private static List<String> slugs(Follower node) {
        return node.changes().stream()
                .map(change -> String.valueOf(change.after().text("slug")))
                .toList();
    }

    private static void growing(List<? extends Position> positions) {
        for (int n = 1; n < positions.size(); n++) {
            assertThat(positions.get(n).contains(positions.get(n - 1))).isTrue();
        }
    }

    /** Transactions that overlap, with savepoints, some of them rolled back. */
    private void write(int writer, Random random, Queue<String> committed) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (int n = 0; n < TRANSACTIONS; n++) {
                List<String> written = new ArrayList<>();
                for (int row = 0; row <= random.nextInt(3); row++) {
                    String slug = "w%d-%d-%d".formatted(writer, n, row);
                    statement.execute("SAVEPOINT s");
                    statement.execute("INSERT INTO categories (name, slug, created_at, updated_at)"
                            + " VALUES ('C', '%s', now(), now())".formatted(slug));
                    if (random.nextInt(4) == 0) {
                        statement.execute("ROLLBACK TO SAVEPOINT s");
                    } else {
                        statement.execute("RELEASE SAVEPOINT s");
                        written.add(slug);
                    }
                }
                if (random.nextInt(5) == 0) {
                    connection.rollback();
                } else {
                    connection.commit();
                    committed.addAll(written);
                }
            }
        }
    }

    @Test
    void measuresWhatItDoes() {
        follower.catchUp();
        database.insertProducts(2);
        follower.catchUp();

        Map<String, Double> measures =
                Map.of("inserted", counter("catalog.feed.changes"), "live", gauge("catalog.feed.live"));
        assertThat(measures).isEqualTo(Map.of("inserted", 2.0, "live", 1.0));
        assertThat(gauge("catalog.feed.lag")).isBetween(0.0, 30.0);
        assertThat(gauge("catalog.feed.unconfirmed")).isBetween(0.0, 30.0);
        assertThat(gauge("catalog.feed.position"))
                .isEqualTo((double) follower.feed.position().orElseThrow().end());
    }

    private double counter(String name) {
        return follower.meters
                .get(name)
                .tags("table", "products", "kind", "inserted")
                .counter()
                .count();
    }

    private double gauge(String name) {
        return follower.meters.get(name).gauge().value();
    }

    /** A transaction that has written and not yet ended. */
    private Connection open(String sql) throws SQLException {
        Connection writer = database.connect();
        writer.setAutoCommit(false);
        try (Statement statement = writer.createStatement()) {
            statement.execute(sql);
        }
        return writer;
    }
}
