package dev.catalog.feed;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The changes that this node has applied last, as many as its bound allows, whole batches alone. */
final class RecentChanges {

    /** As many as one batch tells one by one, so that none is too large to be kept. */
    static final int MOST = ChangeLog.MOST_CHANGES;

    /** What lies between two positions. */
    record Batch(Position from, Position to, List<RecordedChange> changes) {}

    /**
     * What is known at one time.
     *
     * @param start the position from which on all changes are in memory
     * @param end this node's position
     * @param broken the last position before which nothing is known
     * @param breaks how often that has happened
     */
    record View(Position start, Position end, Position broken, long breaks) {}

    private final int most;
    private final Deque<Batch> batches = new ArrayDeque<>();
    private int size;
    private volatile @Nullable View view;

    RecentChanges(int most) {
        this.most = most;
    }

    /** Empty before the first round. */
    Optional<View> view() {
        return Optional.ofNullable(view);
    }

    synchronized void add(LogApplier.Round.Followed round) {
        Position to = round.state().position();
        View before = begin(round);
        Position start = before.start();
        if (round.changes() instanceof NewChanges.Each(List<RecordedChange> changes)) {
            if (!changes.isEmpty()) {
                batches.addLast(new Batch(before.end(), to, changes));
                size += changes.size();
            }
            while (size > most) {
                Batch oldest = batches.removeFirst();
                size -= oldest.changes().size();
                start = oldest.to();
            }
        } else {
            clear();
            start = to;
        }
        view = new View(start, to, before.broken(), before.breaks());
    }

    private View begin(LogApplier.Round.Followed round) {
        View before = view;
        Position broken = round.broken();
        if (broken == null && before != null) {
            return before;
        }
        clear();
        Position start = broken == null ? round.state().position() : broken;
        return new View(start, start, start, before == null ? 1 : before.breaks() + 1);
    }

    private void clear() {
        batches.clear();
        size = 0;
    }

    /** The batches with something that is not in a position, the oldest first; null where they are not all in memory. */
    synchronized @Nullable List<Batch> since(Position position) {
        View known = view;
        if (known == null || !position.contains(known.start())) {
            return null;
        }
        List<Batch> since = new ArrayList<>();
        Iterator<Batch> newestFirst = batches.descendingIterator();
        while (newestFirst.hasNext()) {
            Batch batch = newestFirst.next();
            if (position.contains(batch.to())) {
                break;
            }
            since.addFirst(batch);
        }
        return since;
    }
}
