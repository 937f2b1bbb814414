package dev.catalog.feed;

import dev.catalog.feed.ChangeLog.RecordedChange;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Brings listeners from the last position to the present, one snapshot at a time. Of one thread alone. */
final class LogApplier {

    private final List<ChangeListener> listeners;
    private @Nullable Position last;

    LogApplier(List<ChangeListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    /** Applies what the log has that was not applied. Where it throws, that is still to be applied. */
    Round advance(LogSession session, ChangeLog log) throws SQLException {
        return session.read(() -> {
            LogState state = log.state();
            String obstacle = state.obstacle();
            if (obstacle != null) {
                return new Round.NotFollowed(obstacle);
            }
            session.grantTime();
            Optional<Position> horizon = log.horizon(state.position().database());
            if (horizon.isEmpty() && state.prunable()) {
                return new Round.NotBegun();
            }
            return advance(session, log, state, horizon);
        });
    }

    private Round advance(LogSession session, ChangeLog log, LogState state, Optional<Position> horizon) {
        Position now = state.position();
        Position from = last;
        if (from == null || !from.database().equals(now.database())) {
            from = horizon.orElse(now);
            apply(session, ChangeBatch.broken(from));
        }
        boolean gap = isPrunedPast(from, horizon) || !now.contains(from);
        Optional<List<RecordedChange>> changes = gap ? Optional.empty() : log.changes(from, now);
        if (changes.isEmpty()) {
            apply(session, ChangeBatch.broken(now));
        } else if (!changes.get().isEmpty()) {
            apply(
                    session,
                    new ChangeBatch(
                            now,
                            changes.get().stream().map(RecordedChange::change).toList(),
                            false));
        }
        boolean begun = last == null;
        last = now;
        return new Round.Followed(state, begun ? List.of() : changes.orElse(List.of()));
    }

    private static boolean isPrunedPast(Position position, Optional<Position> horizon) {
        return horizon.isPresent() && !position.contains(horizon.get());
    }

    private void apply(LogSession session, ChangeBatch batch) {
        for (ChangeListener listener : listeners) {
            try {
                listener.apply(batch, session.jdbc());
            } catch (RuntimeException e) {
                throw new ListenerFailure(listener, e);
            }
        }
    }

    /** What came of one look at the log. */
    sealed interface Round {

        /** Everything is applied up to the state's position; the changes that were told are named. */
        record Followed(LogState state, List<RecordedChange> changes) implements Round {}

        /** Changes can't be followed. */
        record NotFollowed(String why) implements Round {}

        /** The log of this history is not begun yet. */
        record NotBegun() implements Round {}
    }

    /** A listener could not apply a batch. */
    static final class ListenerFailure extends RuntimeException {

        ListenerFailure(ChangeListener listener, RuntimeException cause) {
            super("A batch of changes could not be applied by " + listener, cause);
        }
    }
}
