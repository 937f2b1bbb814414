package dev.catalog.feed;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.function.BooleanSupplier;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Keeps the log as long as its retention, and no longer. Snapshots are taken once in a while; what one of them shows is
 * deleted when it is old enough. So a transaction may stay open for hours: what it commits is kept from then on.
 * <p>Nodes do this in turns, and each of them a bounded step at a time.
 */
final class LogPruner {

    static final int MOST_ROWS = 5_000;

    /** Part of the retention by which a change may be kept longer. */
    private static final int STEPS = 16;

    /** The advisory lock of the node that prunes. It goes with its transaction. */
    private static final long ADVISORY_LOCK = 0x636174616c6f6733L;

    private final Duration retention;
    private final Clock clock;
    private Instant due = Instant.MIN;

    LogPruner(Duration retention, Clock clock) {
        this.retention = retention;
        this.clock = clock;
    }

    /**
     * Begins the log of this history, where no node has: it is whole from now on. What is in it already is of another
     * server, or has gaps, and is deleted. Does nothing where another node is about to.
     */
    void begin(LogSession session, ChangeLog log) throws SQLException {
        JdbcClient jdbc = session.jdbc();
        inTurn(session, () -> {
            LogState state = log.state();
            session.grantTime();
            if (state.obstacle() != null
                    || log.horizon(state.position().database()).isPresent()) {
                return false;
            }
            while (jdbc.sql(
                                    "DELETE FROM catalog_changes WHERE ctid = ANY (ARRAY(SELECT ctid FROM catalog_changes LIMIT :most))")
                            .param("most", MOST_ROWS)
                            .update()
                    > 0) {
                // One statement for all could take longer than an answer may.
            }
            jdbc.sql("DELETE FROM catalog_change_horizons").update();
            remember(jdbc, state.position(), true);
            return true;
        });
    }

    /** Prunes a part, if it is time to and no other node does. Returns whether more is to be pruned. */
    boolean step(LogSession session, ChangeLog log) throws SQLException {
        if (clock.instant().isBefore(due)) {
            return false;
        }
        boolean more = inTurn(session, () -> {
            LogState state = log.state();
            session.grantTime();
            return state.obstacle() == null && state.prunable() && prune(session.jdbc(), state.position());
        });
        if (!more) {
            due = clock.instant().plus(interval());
        }
        return more;
    }

    /** False too where it is another node's turn. */
    private static boolean inTurn(LogSession session, BooleanSupplier work) throws SQLException {
        try {
            return session.write(() -> locked(session.jdbc()) && work.getAsBoolean());
        } catch (ConcurrencyFailureException e) {
            // The other node's turn has ended since this snapshot was taken.
            return false;
        }
    }

    private boolean prune(JdbcClient jdbc, Position now) {
        String history = now.database();
        if (newest(jdbc, history).plus(interval()).compareTo(clock.instant()) <= 0) {
            remember(jdbc, now, false);
        }
        moveHorizon(jdbc, history);
        int deleted =
                jdbc.sql("""
                        DELETE FROM catalog_changes WHERE id = ANY (ARRAY(
                          SELECT c.id FROM catalog_changes c,
                                 (SELECT snapshot FROM catalog_change_horizons
                                   WHERE history = :history AND pruned ORDER BY taken_at DESC LIMIT 1) AS h
                           WHERE c.transaction_id < pg_snapshot_xmax(h.snapshot)
                             AND pg_visible_in_snapshot(c.transaction_id, h.snapshot)
                           ORDER BY c.transaction_id LIMIT :most))""").param("history", history).param("most", MOST_ROWS).update();
        return deleted == MOST_ROWS;
    }

    private Duration interval() {
        return retention.dividedBy(STEPS);
    }

    private static Instant newest(JdbcClient jdbc, String history) {
        return jdbc.sql("SELECT max(taken_at) FROM catalog_change_horizons WHERE history = :history")
                .param("history", history)
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant)
                .orElse(Instant.EPOCH);
    }

    /** The newest snapshot that is old enough becomes the horizon, before the first row behind it goes. */
    private void moveHorizon(JdbcClient jdbc, String history) {
        jdbc.sql("""
                        WITH horizon AS (
                          SELECT taken_at FROM catalog_change_horizons
                           WHERE history = :history AND taken_at <= :oldEnough ORDER BY taken_at DESC LIMIT 1),
                        older AS (
                          DELETE FROM catalog_change_horizons c USING horizon h
                           WHERE c.history <> :history OR c.taken_at < h.taken_at)
                        UPDATE catalog_change_horizons c SET pruned = true FROM horizon h
                         WHERE c.history = :history AND c.taken_at = h.taken_at AND NOT c.pruned""")
                .param("history", history)
                .param("oldEnough", at(clock.instant().minus(retention)))
                .update();
    }

    private void remember(JdbcClient jdbc, Position position, boolean pruned) {
        jdbc.sql("INSERT INTO catalog_change_horizons (history, taken_at, snapshot, pruned)"
                        + " VALUES (:history, :taken, CAST(:snapshot AS pg_snapshot), :pruned) ON CONFLICT DO NOTHING")
                .param("history", position.database())
                .param("taken", at(clock.instant()))
                .param("snapshot", position.snapshot())
                .param("pruned", pruned)
                .update();
    }

    private static boolean locked(JdbcClient jdbc) {
        return jdbc.sql("SELECT pg_try_advisory_xact_lock(" + ADVISORY_LOCK + ")")
                .query(Boolean.class)
                .single();
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
