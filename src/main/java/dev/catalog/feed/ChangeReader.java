package dev.catalog.feed;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One reader's way through the changes: each once, in an order in which no change of a row comes before an earlier one of it.
 * Not safe for use by several threads at once.
 * <p>It keeps a page at most, whatever it is behind.
 */
public final class ChangeReader {

    private final RecentChanges recent;
    private final LogPages log;
    private ChangePlace place;
    private long breaks;
    private @Nullable ChangePage page;
    private int read;

    ChangeReader(RecentChanges recent, LogPages log, ChangePlace place) {
        this.recent = recent;
        this.log = log;
        this.place = place;
        this.breaks = view().breaks();
    }

    /** Whether all that follows the place is known. */
    boolean isKnown() {
        return find();
    }

    /**
     * The next change; null where there is none yet, {@link ChangeStream#onMore} then tells when to ask again.
     * <p>Throws {@link org.springframework.dao.DataAccessException} where the log has to be read and can't be; nothing is lost
     * by that.
     */
    public @Nullable ReadChange next() {
        RecentChanges.View known = view();
        if (known.breaks() != breaks) {
            breaks = known.breaks();
            return anything(known.broken());
        }
        if (!find()) {
            return anything(view().end());
        }
        return page == null ? null : take(page);
    }

    private RecentChanges.View view() {
        return recent.view()
                .orElseThrow(() -> new IllegalStateException("There are no readers before the first round"));
    }

    private ReadChange anything(Position at) {
        page = null;
        place = ChangePlace.at(at);
        return new ReadChange(null, place);
    }

    /** Of several in a row that each say that anything may have changed, the last one says so. */
    private ReadChange take(ChangePage from) {
        List<RecordedChange> changes = from.changes();
        CatalogChange change = changes.get(read++).change();
        if (change.kind() == ChangeKind.MANY) {
            while (read < changes.size() && changes.get(read).change().kind() == ChangeKind.MANY) {
                read++;
            }
        }
        place = from.placeAfter(read);
        if (read == changes.size()) {
            page = null;
        }
        return new ReadChange(change.kind() == ChangeKind.MANY ? null : change, place);
    }

    /** Gets the page that is next, unless there is nothing. False where that is not known any more. */
    private boolean find() {
        while (page == null) {
            Position until = destination();
            if (until == null) {
                return true;
            }
            Optional<ChangePage> next = read(until);
            if (next.isEmpty()) {
                return false;
            }
            if (next.get().changes().isEmpty()) {
                place = ChangePlace.at(until);
            } else {
                page = next.get();
                read = 0;
            }
        }
        return true;
    }

    /** Up to where to read next; null where all is told. */
    private @Nullable Position destination() {
        if (place.until() != null) {
            return place.until();
        }
        RecentChanges.View known = view();
        Position until = place.told().contains(known.start()) ? known.end() : known.start();
        return place.told().contains(until) ? null : until;
    }

    private Optional<ChangePage> read(Position until) {
        List<RecentChanges.Batch> batches = recent.since(place.told());
        return batches == null
                ? log.read(place, until, ChangePage.MOST + 1)
                        .map(changes -> ChangePage.of(place.told(), until, changes))
                : Optional.of(ChangePage.of(base(batches), until, pending(batches, until)));
    }

    private List<RecordedChange> pending(List<RecentChanges.Batch> batches, Position until) {
        return batches.stream()
                .filter(batch -> !batch.from().contains(until))
                .flatMap(batch -> batch.changes().stream())
                .filter(change -> change.id() > place.change()
                        && until.includes(change.change().transaction())
                        && !place.told().includes(change.change().transaction()))
                .sorted(Comparator.comparingLong(RecordedChange::id))
                .limit(ChangePage.MOST + 1L)
                .toList();
    }

    /** As late a position as the place allows, so that the log is not pruned past it while nothing happens. */
    private Position base(List<RecentChanges.Batch> batches) {
        Position told = place.told();
        if (place.until() != null || batches.isEmpty()) {
            return told;
        }
        Position from = batches.getFirst().from();
        return from.contains(told) ? from : told;
    }
}
