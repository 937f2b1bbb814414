package dev.catalog.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.support.SettableClock;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Readers of the changes of two nodes, one of which remembers hardly anything. */
class ChangeReaderTests {

    private static final String RESET = "anything";

    private final FollowedDatabase database = new FollowedDatabase();
    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final Connections connections = new Connections(database);
    private final Follower node = Follower.of(connections, clock);
    private final Follower forgetful = Follower.remembering(1, connections, clock);

    @AfterEach
    void stop() {
        node.close();
        forgetful.close();
    }

    @Test
    void aReaderIsToldWhatComesAfterItsBeginning() {
        database.insertProducts(2);
        follow();
        ChangeReader reader = node.stream.fromNow().orElseThrow();

        long first = database.insertProducts(2);
        follow();

        assertThat(read(reader)).containsExactly("INSERTED " + first, "INSERTED " + (first + 1));
        assertThat(read(reader)).isEmpty();
    }

    @Test
    void aReaderGoesOnInTheMidstOfABatchOnAnyNode() {
        ChangeReader reader = node.stream.fromNow().orElseThrow();
        long first = database.insertProducts(2);
        database.insertProducts(3);
        follow();
        List<ReadChange> all = readChanges(reader);
        database.insertProducts(1);
        follow();

        for (int told = 0; told < all.size(); told++) {
            String place = all.get(told).place().toString();
            for (Follower other : List.of(node, forgetful)) {
                ChangeReader resumed =
                        other.stream.from(ChangePlace.parse(place)).orElseThrow();

                assertThat(read(resumed))
                        .as("after %d, %s", told, other.stream)
                        .containsExactlyElementsOf(inserted(first + told + 1, first + 6));
            }
        }
    }

    @Test
    void aReaderThatTheNodeHasForgottenReadsTheLogByPages() {
        ChangeReader reader = forgetful.stream.fromNow().orElseThrow();
        long first = database.insertProducts(900);
        long second = database.insertProducts(900);
        follow();
        database.insertProducts(1);
        follow();

        assertThat(read(reader)).containsExactlyElementsOf(inserted(first, second + 901));
    }

    @Test
    void moreThanABatchTellsOneByOneIsReadFromTheLog() throws SQLException {
        ChangeReader reader = node.stream.fromNow().orElseThrow();
        int transactions = ChangeLog.MOST_CHANGES / 1_000 + 1;
        connections.refuse();
        connections.cut(false);
        long first = 0;
        for (int n = 0; n < transactions; n++) {
            long next = database.insertProducts(1_000);
            first = n == 0 ? next : first;
        }
        connections.accept();
        follow();

        assertThat(node.told()).extracting(CatalogChange::kind).containsOnly(ChangeKind.MANY);
        assertThat(read(reader)).containsExactlyElementsOf(inserted(first, first + transactions * 1_000L));
    }

    @Test
    void whatIsNotToldOneByOneIsToldOnceInARow() {
        ChangeReader reader = node.stream.fromNow().orElseThrow();
        long first = database.insertProducts(1);
        database.insertProducts(1_001);
        database.execute("TRUNCATE products, categories");
        follow();
        String later = "INSERT INTO categories (name, slug, created_at, updated_at) VALUES ('C', 'c', now(), now())";
        database.execute(later);
        follow();

        assertThat(read(reader)).startsWith("INSERTED " + first, RESET).hasSize(3);
    }

    @Test
    void aTransactionThatCommitsLateIsToldThen() throws SQLException {
        try (Connection late = database.connect();
                Statement statement = late.createStatement()) {
            late.setAutoCommit(false);
            statement.execute("UPDATE categories SET name = 'Old lamps'");
            ChangeReader reader = node.stream.fromNow().orElseThrow();
            long first = database.insertProducts(1);
            follow();
            List<ReadChange> early = readChanges(reader);
            late.commit();
            follow();

            String place = early.getLast().place().toString();
            assertThat(early).extracting(ChangeReaderTests::text).containsExactly("INSERTED " + first);
            assertThat(read(reader)).containsExactly("UPDATED 1");
            assertThat(read(forgetful.stream.from(ChangePlace.parse(place)).orElseThrow()))
                    .containsExactly("UPDATED 1");
        }
    }

    @Test
    void aBrokenHistoryIsTold() {
        ChangeReader reader = node.stream.fromNow().orElseThrow();
        ChangePlace before = ChangePlace.at(node.feed.position().orElseThrow());
        database.execute("ALTER TABLE products DISABLE TRIGGER catalog_changes_insert");
        database.insertProducts(1);
        database.execute("ALTER TABLE products ENABLE TRIGGER catalog_changes_insert");
        follow();
        long known = database.insertProducts(1);
        follow();

        assertThat(read(reader)).containsExactly(RESET, "INSERTED " + known);
        assertThat(node.stream.from(before)).isEmpty();
    }

    @Test
    void whatIsPrunedIsNotKnownAnyMore() {
        ChangeReader reader = forgetful.stream.fromNow().orElseThrow();
        ChangePlace before = ChangePlace.at(node.feed.position().orElseThrow());
        database.insertProducts(10);
        for (int step = 0; step < 3; step++) {
            clock.advance(Duration.ofHours(2));
            follow();
        }
        database.insertProducts(10);
        follow();

        assertThat(database.logged()).isEqualTo(10);
        assertThat(forgetful.stream.from(before)).isEmpty();
        assertThat(read(reader)).containsExactly(RESET);
        assertThat(readAnew(before)).hasSize(20);
    }

    /** The node that remembers all knows what the log has lost. */
    private List<String> readAnew(ChangePlace place) {
        return read(node.stream.from(place).orElseThrow());
    }

    @Test
    void aReaderThatHeardNothingForLongIsNotForgotten() {
        ChangeReader reader = node.stream.fromNow().orElseThrow();
        for (int step = 0; step < 3; step++) {
            clock.advance(Duration.ofHours(2));
            follow();
        }
        long first = database.insertProducts(2);
        follow();

        ReadChange told = reader.next();

        assertThat(told).isNotNull();
        assertThat(read(forgetful.stream.from(told.place()).orElseThrow())).containsExactly("INSERTED " + (first + 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s:900000000:900000000:", "other:5:5:", "%s:5:5:/900000000:900000000:/1"})
    void aPlaceThatNoNodeHasReachedIsUnknown(String place) {
        follow();
        String history = node.feed.position().orElseThrow().database();

        assertThat(node.stream.from(ChangePlace.parse(place.formatted(history))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a:5:5:/",
                "a:5:5:/6:6:",
                "a:5:5:/6:6:/x",
                "a:5:5:/5:5:/1",
                "a:6:6:/5:5:/1",
                "a:5:5:/6:6:/1/1"
            })
    void whatIsNoPlaceIsNotRead(String text) {
        org.assertj.core.api.Assertions.assertThatIllegalArgumentException().isThrownBy(() -> ChangePlace.parse(text));
    }

    private void follow() {
        node.catchUp();
        forgetful.catchUp();
    }

    private static List<String> inserted(long from, long to) {
        List<String> inserted = new ArrayList<>();
        for (long id = from; id < to; id++) {
            inserted.add("INSERTED " + id);
        }
        return inserted;
    }

    private static List<String> read(ChangeReader reader) {
        return readChanges(reader).stream().map(ChangeReaderTests::text).toList();
    }

    private static List<ReadChange> readChanges(ChangeReader reader) {
        List<ReadChange> read = new ArrayList<>();
        for (ReadChange next = reader.next(); next != null; next = reader.next()) {
            read.add(next);
        }
        return read;
    }

    private static String text(ReadChange read) {
        CatalogChange change = read.change();
        return change == null ? RESET : change.kind() + " " + change.id();
    }
}
