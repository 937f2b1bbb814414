package dev.catalog.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catalog.support.SettableClock;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PruningTests {

    private static final Duration RETENTION = Duration.ofHours(3);

    private final FollowedDatabase database = new FollowedDatabase();
    private final Connections connections = new Connections(database);
    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));

    @Test
    void changesAreKeptForTheRetentionAndNotForMuchLonger() {
        try (Follower follower = Follower.of(connections, clock)) {
            follower.catchUp();
            database.insertProducts(10);
            pass(follower, RETENTION.dividedBy(16));
            pass(follower, RETENTION.dividedBy(2));
            assertThat(database.logged()).isEqualTo(10);
            database.insertProducts(5);

            pass(follower, RETENTION.dividedBy(2));

            await().atMost(Follower.BOUND).until(() -> database.logged() == 5);
            assertThat(follower.batches).extracting(ChangeBatch::broken).containsOnlyOnce(true);
        }
    }

    @Test
    void restartBeginsWhereTheLogIsPrunedTo() {
        try (Follower follower = Follower.of(connections, clock)) {
            pruneTen(follower);
            long id = database.insertProducts(1);
            Position pruned = follower.feed.position().orElseThrow();

            try (Follower restarted = Follower.of(connections, clock)) {
                assertThat(restarted.changes()).extracting(CatalogChange::id).containsExactly(id);
                assertThat(restarted.batches.getFirst().broken()).isTrue();
                assertThat(pruned.contains(restarted.batches.getFirst().position()))
                        .isTrue();
            }
        }
    }

    @Test
    void transactionThatCommitsAfterTheRetentionIsToldAndKept() throws SQLException {
        try (Follower follower = Follower.of(connections, clock);
                Connection writer = database.connect();
                Statement statement = writer.createStatement()) {
            follower.catchUp();
            writer.setAutoCommit(false);
            statement.execute("UPDATE categories SET name = 'Old lamps'");
            pruneTen(follower);
            pass(follower, RETENTION);

            writer.commit();

            assertThat(follower.changes()).extracting(CatalogChange::table).endsWith(CatalogTable.CATEGORIES);
            pass(follower, RETENTION.dividedBy(2));
            try (Follower restarted = Follower.of(connections, clock)) {
                assertThat(restarted.changes())
                        .extracting(CatalogChange::table)
                        .containsExactly(CatalogTable.CATEGORIES);
            }
        }
    }

    @Test
    void followerThatWasAwayForLongerThanTheRetentionIsToldSo() {
        Connections others = new Connections(database);
        try (Follower away = Follower.of(others, clock);
                Follower follower = Follower.of(connections, clock)) {
            away.catchUp();
            follower.catchUp();
            others.refuse();
            others.cut(false);
            await().atMost(Follower.BOUND).until(() -> !away.feed.isLive());
            follower.awaitLive();
            pruneTen(follower);

            others.accept();
            away.catchUp();

            assertThat(away.batches).extracting(ChangeBatch::broken).containsExactly(true, true);
            assertThat(away.batches
                            .getLast()
                            .position()
                            .contains(away.batches.getFirst().position()))
                    .isTrue();
        }
    }

    @Test
    void manyRowsArePrunedInSteps() {
        try (Follower follower = Follower.of(connections, clock)) {
            follower.catchUp();
            for (int n = 0; n < 12; n++) {
                database.insertProducts(1_000);
            }
            pass(follower, RETENTION.dividedBy(16));

            pass(follower, RETENTION);

            await().atMost(Follower.BOUND).until(() -> database.logged() == 0);
        }
    }

    @Test
    void roleThatMayOnlyReadTheLogFollowsIt() {
        String role = database.newRole();
        database.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO " + role);

        try (Follower follower = Follower.of(() -> database.connectAs(role), Clock.systemUTC())) {
            follower.catchUp();
            long id = database.insertProducts(1);

            assertThat(follower.changes()).extracting(CatalogChange::id).containsExactly(id);
        }
    }

    /** Writes ten changes and lets time pass until they are pruned. */
    private void pruneTen(Follower follower) {
        follower.catchUp();
        database.insertProducts(10);
        pass(follower, RETENTION.dividedBy(16));
        pass(follower, RETENTION);
        await().atMost(Follower.BOUND)
                .until(() -> database.jdbc()
                                .sql("SELECT count(*) FROM catalog_changes WHERE table_name = 'products'")
                                .query(Long.class)
                                .single()
                        == 0);
    }

    /** Lets time pass, and the follower see it. */
    private void pass(Follower follower, Duration time) {
        clock.advance(time);
        follower.catchUp();
        // The pruning follows the read, and the next read follows the pruning.
        follower.catchUp();
    }
}
