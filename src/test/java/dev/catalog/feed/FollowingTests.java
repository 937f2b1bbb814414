package dev.catalog.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FollowingTests {

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

        await().atMost(Follower.BOUND)
                .until(() -> follower.batches.stream()
                        .anyMatch(batch -> batch.changes().stream().anyMatch(change -> change.id() == id)));
    }

    @Test
    void tellsWhenAWriterCommitsHoweverLongItWasOpen() throws SQLException {
        try (Connection writer = database.connect();
                Statement statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute("UPDATE categories SET name = 'Old lamps'");
            long first = database.insertProducts(1);
            long second = database.insertProducts(1);
            assertThat(follower.changes()).extracting(CatalogChange::id).containsExactly(first, second);

            writer.commit();
        }

        assertThat(follower.changes())
                .extracting(CatalogChange::table)
                .endsWith(CatalogTable.CATEGORIES)
                .hasSize(3);
        assertThat(follower.batches.getLast().changes())
                .extracting(CatalogChange::columns)
                .isEqualTo(List.of(java.util.Set.of("name")));
    }
}
