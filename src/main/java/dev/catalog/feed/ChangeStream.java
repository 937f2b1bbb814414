package dev.catalog.feed;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The changes one by one, for any number of readers, each at its own place. A reader finds a change once this node's position
 * is past it, so that whatever it reads on hearing of it is no older.
 * <p>What this node has applied last is kept in memory, where all who keep up find it without another read. Who is further
 * behind, or comes back after a while, reads the log a page at a time.
 */
public final class ChangeStream {

    private final RecentChanges recent;
    private final LogPages log;
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();

    ChangeStream(LogPages log) {
        this(log, RecentChanges.MOST);
    }

    /** Keeps so many changes in memory. */
    ChangeStream(LogPages log, int most) {
        this.log = log;
        this.recent = new RecentChanges(most);
    }

    /** Has this called whenever readers may find more, on the feed's thread, which it must not hold up. */
    public void onMore(Runnable watcher) {
        watchers.add(watcher);
    }

    /** Reads what comes after this node's position as it is now; empty where there is none yet. */
    public Optional<ChangeReader> fromNow() {
        return recent.view().map(view -> new ChangeReader(recent, log, ChangePlace.at(view.end())));
    }

    /**
     * Reads what comes after a place, on whichever node that was reached. Empty where that is not known any more: the log is
     * pruned, or the place is none that this node has reached in the present history of the database.
     * <p>Throws {@link org.springframework.dao.DataAccessException} where the log has to be read and can't be.
     */
    public Optional<ChangeReader> from(ChangePlace place) {
        if (recent.view().filter(view -> view.end().contains(place.seen())).isEmpty()) {
            return Optional.empty();
        }
        ChangeReader reader = new ChangeReader(recent, log, place);
        return reader.isKnown() ? Optional.of(reader) : Optional.empty();
    }

    /** This node's position has moved. */
    void moved(LogApplier.Round.Followed round) {
        recent.add(round);
        if (round.tells()) {
            watchers.forEach(Runnable::run);
        }
    }
}
