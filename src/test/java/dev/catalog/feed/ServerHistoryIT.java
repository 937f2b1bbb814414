package dev.catalog.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catalog.support.OwnPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What becomes of the history when the server is shut down, crashes or is copied. */
class ServerHistoryIT {

    @TempDir
    private Path folder;

    private OwnPostgres server;
    private FollowedDatabase database;

    @BeforeEach
    void start() {
        server = new OwnPostgres(folder);
        database = FollowedDatabase.madeOf(server.url());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void goesOnAfterACleanRestart() {
        try (Follower follower = Follower.of(database)) {
            follower.catchUp();
            Position before = follower.feed.position().orElseThrow();

            server.close();
            server.start();

            follower.catchUp();
            long id = database.insertProducts(1);
            assertThat(follower.changes()).extracting(CatalogChange::id).containsExactly(id);
            assertThat(follower.feed.position().orElseThrow().contains(before)).isTrue();
            assertThat(follower.batches).extracting(ChangeBatch::broken).containsOnlyOnce(true);
        }
    }

    /** The server takes itself for running all the while, and yet gives numbers of transactions twice. */
    @Test
    void endsWhenOneProcessCrashes() throws SQLException {
        OffsetDateTime started = startedAt(database.jdbc());
        try (Follower one = Follower.of(database);
                Follower two = Follower.of(database)) {
            one.catchUp();
            two.catchUp();
            String before = history(one);
            assertThat(history(two)).isEqualTo(before);

            long lost = crashInTransactions();

            await().atMost(Follower.BOUND)
                    .until(() -> !history(one).equals(before) && !history(two).equals(before));
            one.catchUp();
            two.catchUp();
            assertThat(startedAt(database.jdbc())).isEqualTo(started);
            assertThat(history(one)).isEqualTo(history(two));
            assertThat(one.batches).extracting(ChangeBatch::broken).containsExactly(true, true);
            long id = database.insertProducts(1);
            assertThat(one.changes()).extracting(CatalogChange::id).containsExactly(id);
            assertThat(two.changes()).extracting(CatalogChange::id).containsExactly(id);
            assertThat(one.told().getFirst().transaction()).isLessThanOrEqualTo(lost);
        }
    }

    @Test
    void endsWhenTheServerCrashes() {
        try (Follower follower = Follower.of(database)) {
            follower.catchUp();
            String before = history(follower);

            server.crash();
            server.start();

            await().atMost(Follower.BOUND).until(() -> !history(follower).equals(before));
        }
    }

    @Test
    void isAnotherOneOnACopyOfTheServer(@TempDir Path copies) {
        String before;
        try (Follower follower = Follower.of(database)) {
            follower.catchUp();
            before = history(follower);
        }
        try (OwnPostgres copy = server.copy(copies);
                Follower follower = Follower.of(() -> DriverManager.getConnection(copy.url()), Clock.systemUTC())) {
            follower.catchUp();
            assertThat(history(follower)).isNotEqualTo(before);
        }
    }

    /** Kills a process of transactions that have numbers and have written nothing; returns the last of the numbers. */
    private long crashInTransactions() throws SQLException {
        List<Connection> writers = new ArrayList<>();
        try {
            int process = 0;
            long number = 0;
            for (int n = 0; n < 20; n++) {
                Connection writer = database.connect();
                writers.add(writer);
                writer.setAutoCommit(false);
                ResultSet row = writer.createStatement()
                        .executeQuery("SELECT pg_backend_pid(), pg_current_xact_id()::text::bigint");
                row.next();
                process = row.getInt(1);
                number = row.getLong(2);
            }
            server.killBackend(process);
            return number;
        } finally {
            for (Connection writer : writers) {
                writer.close();
            }
        }
    }

    private static String history(Follower follower) {
        return follower.feed.position().orElseThrow().database();
    }

    private static OffsetDateTime startedAt(JdbcClient jdbc) {
        return jdbc.sql("SELECT pg_postmaster_start_time()")
                .query(OffsetDateTime.class)
                .single();
    }
}
