package dev.catalog.feed;

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
        Round round = session.read(() -> {
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
        if (round instanceof Round.Followed followed) {
            last = followed.state().position();
        }
        return round;
    }

    private Round advance(LogSession session, ChangeLog log, LogState state, Optional<Position> horizon) {
        Position now = state.position();
        Position from = last;
        Position broken = null;
        if (from == null || !from.database().equals(now.database())) {
            from = horizon.orElse(now);
            broken = from;
            apply(session, ChangeBatch.broken(from));
        }
        if (isPrunedPast(from, horizon) || !now.contains(from)) {
            from = now;
            broken = now;
            apply(session, ChangeBatch.broken(now));
        }
        NewChanges changes = from.equals(now) ? new NewChanges.Each(List.of()) : log.changes(from, now);
        if (changes instanceof NewChanges.TooMany) {
            apply(session, ChangeBatch.broken(now));
        } else if (!changes.changes().isEmpty()) {
            apply(
                    session,
                    new ChangeBatch(
                            now,
                            changes.changes().stream()
                                    .map(RecordedChange::change)
                                    .toList(),
                            false));
        }
        return new Round.Followed(state, broken, changes, last == null);
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

        /**
         * Everything is applied up to the state's position.
         *
         * @param broken the position before which nothing is known; null where all is known since the round before
         * @param changes what lies between the round before, or the broken position, and the state's
         * @param first whether no round was before
         */
        record Followed(LogState state, @Nullable Position broken, NewChanges changes, boolean first) implements Round {

            /** Whether there is anything new, known one by one or not. */
            boolean tells() {
                return broken != null
                        || changes instanceof NewChanges.TooMany
                        || !changes.changes().isEmpty();
            }
        }

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
