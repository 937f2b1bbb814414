package dev.catalog.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryTests {

    private static final FeedProperties OFTEN = new FeedProperties(true, Duration.ofMillis(100), Duration.ofHours(3));

    private final FollowedDatabase database = new FollowedDatabase();

    @Test
    void restartGoesOnInTheSameHistory() {
        Position before;
        try (Follower follower = Follower.of(database)) {
            follower.catchUp();
            before = follower.feed.position().orElseThrow();
        }
        try (Follower follower = Follower.of(database)) {
            follower.catchUp();
            assertThat(follower.feed.position().orElseThrow().contains(before)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE products DISABLE TRIGGER catalog_changes_delete",
                "ALTER TABLE categories DISABLE TRIGGER USER",
                "ALTER TABLE products ENABLE REPLICA TRIGGER catalog_changes_update",
                "DROP TRIGGER catalog_changes_truncate ON categories",
                "DROP FUNCTION catalog_record_insert() CASCADE",
                "DROP TABLE catalog_changes",
                "REVOKE SELECT ON catalog_changes FROM reader"
            })
    void whatIsLostWhileRunningIsNoticed(String loss) throws SQLException {
        String role = database.newRole();
        database.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO " + role);
        try (Follower follower = Follower.of(() -> database.connectAs(role), OFTEN, Clock.systemUTC())) {
            follower.awaitLive();

            database.execute(loss.replace("reader", role));

            await().atMost(Follower.BOUND).until(() -> !follower.feed.isLive());
            assertThat(follower.feed.catchUp(Follower.BOUND)).isFalse();
        }
    }

    @Test
    void nothingFromBeforeAGapInTheLogIsTrustedAfterIt() {
        try (Follower follower = Follower.of(database::connect, OFTEN, Clock.systemUTC())) {
            follower.awaitLive();
            Position before = follower.feed.position().orElseThrow();
            database.execute("ALTER TABLE products DISABLE TRIGGER USER");
            await().atMost(Follower.BOUND).until(() -> !follower.feed.isLive());
            database.insertProducts(1);

            database.execute("ALTER TABLE products ENABLE TRIGGER USER");

            follower.awaitLive();
            assertThat(follower.feed.position().orElseThrow().database()).isNotEqualTo(before.database());
            assertThat(follower.batches).extracting(ChangeBatch::broken).containsExactly(true, true);
            long id = database.insertProducts(1);
            assertThat(follower.changes()).extracting(CatalogChange::id).containsExactly(id);
        }
    }

    @Test
    void gapThatNobodySawIsOneToo() {
        Position before;
        try (Follower follower = Follower.of(database)) {
            follower.catchUp();
            before = follower.feed.position().orElseThrow();
        }
        database.execute("ALTER TABLE products DISABLE TRIGGER USER");
        database.insertProducts(1);
        database.execute("ALTER TABLE products ENABLE TRIGGER USER");

        try (Follower follower = Follower.of(database)) {
            follower.catchUp();
            assertThat(follower.feed.position().orElseThrow().database()).isNotEqualTo(before.database());
        }
    }

    @Test
    void logOfAnotherServerIsEmptiedAndBegunAnew() {
        database.insertProducts(3);
        database.execute("UPDATE catalog_changes SET transaction_id = '9000000000'");
        database.execute(
                "INSERT INTO catalog_change_horizons VALUES ('another', now(), '8000000000:8000000000:', true)");

        try (Follower follower = Follower.of(database)) {
            assertThat(follower.changes()).isEmpty();
            assertThat(database.logged()).isZero();
            long id = database.insertProducts(1);
            assertThat(follower.changes()).extracting(CatalogChange::id).containsExactly(id);
        }
        assertThat(histories()).hasSize(1).doesNotContain("another");
    }

    @Test
    void rowsFromTheFutureAreNoChangesYet() {
        String role = database.newRole();
        database.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO " + role);
        database.insertProducts(1);
        database.execute("UPDATE catalog_changes SET transaction_id = '9000000000'");

        try (Follower follower = Follower.of(() -> database.connectAs(role), Clock.systemUTC())) {
            assertThat(follower.changes()).isEmpty();
        }
    }

    @Test
    void nodesThatStartAtOnceAgreeOnTheHistory() {
        try (Follower one = Follower.of(database);
                Follower two = Follower.of(database)) {
            one.catchUp();
            two.catchUp();

            assertThat(one.feed.position().orElseThrow().database())
                    .isEqualTo(two.feed.position().orElseThrow().database());
            assertThat(histories()).hasSize(1);
        }
    }

    @Test
    void databaseWithoutALogIsFollowedOnceItHasOne() {
        database.execute("ALTER TABLE catalog_changes RENAME TO none");
        try (Follower follower = Follower.of(database::connect, OFTEN, Clock.systemUTC())) {
            assertThat(follower.feed.isLive()).isFalse();

            database.execute("ALTER TABLE none RENAME TO catalog_changes");

            follower.awaitLive();
        }
    }

    private List<String> histories() {
        return database.jdbc()
                .sql("SELECT DISTINCT history FROM catalog_change_horizons")
                .query(String.class)
                .list();
    }
}
