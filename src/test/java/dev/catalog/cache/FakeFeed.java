package dev.catalog.cache;

import dev.catalog.feed.CatalogChange;
import dev.catalog.feed.CatalogTable;
import dev.catalog.feed.ChangeBatch;
import dev.catalog.feed.ChangeFeed;
import dev.catalog.feed.ChangeKind;
import dev.catalog.feed.ChangeListener;
import dev.catalog.feed.Position;
import dev.catalog.feed.RowValues;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A feed whose changes a test makes up. Several nodes may follow the same {@link History}, each as far as the test says.
 */
final class FakeFeed implements ChangeFeed {

    /** The transactions of a made-up database. */
    static final class History {

        private final String database;
        private long next = 100;
        private final Set<Long> open = new TreeSet<>();

        History(String database) {
            this.database = database;
        }

        synchronized long begin() {
            open.add(next);
            return next++;
        }

        synchronized void commit(long transaction) {
            open.remove(transaction);
        }

        /** Begins and commits a transaction. */
        long change() {
            long transaction = begin();
            commit(transaction);
            return transaction;
        }

        synchronized Position now() {
            String inProgress = open.stream().map(String::valueOf).collect(Collectors.joining(","));
            return Position.of(database, open.stream().findFirst().orElse(next) + ":" + next + ":" + inProgress);
        }
    }

    private static final DataSource NO_DATABASE = new DriverManagerDataSource();

    private final History history;
    private volatile @Nullable ChangeListener listener;
    private volatile @Nullable Position position;
    private volatile boolean live;

    FakeFeed(History history) {
        this.history = history;
    }

    void listener(ChangeListener to) {
        listener = to;
    }

    /** Begins to follow at the present. */
    void start() {
        apply(ChangeBatch.broken(history.now()));
        live = true;
    }

    /** Begins to follow at a position of the past. */
    void startAt(Position past) {
        apply(ChangeBatch.broken(past));
        live = true;
    }

    /** Comes to the present, in which these transactions have changed the item of this name. */
    void follow(String name, Long... transactions) {
        long id = name.hashCode();
        apply(new ChangeBatch(
                history.now(),
                List.of(transactions).stream()
                        .map(transaction -> new CatalogChange(
                                transaction,
                                CatalogTable.PRODUCTS,
                                ChangeKind.UPDATED,
                                id,
                                RowValues.NONE,
                                new RowValues(Map.of("name", name)),
                                Set.of("name")))
                        .toList(),
                false));
    }

    /** Comes to the present, in which a transaction has changed everything. */
    void followMany(long transaction) {
        apply(new ChangeBatch(
                history.now(),
                List.of(new CatalogChange(
                        transaction,
                        CatalogTable.PRODUCTS,
                        ChangeKind.MANY,
                        0,
                        RowValues.NONE,
                        RowValues.NONE,
                        Set.of())),
                false));
    }

    /** Loses what happened up to the present. */
    void lose() {
        apply(ChangeBatch.broken(history.now()));
    }

    void live(boolean answers) {
        live = answers;
    }

    private void apply(ChangeBatch batch) {
        ChangeListener to = listener;
        if (to != null) {
            to.apply(batch, JdbcClient.create(NO_DATABASE));
        }
        position = batch.position();
    }

    @Override
    public Optional<Position> position() {
        return Optional.ofNullable(position);
    }

    @Override
    public boolean isLive() {
        return live;
    }

    @Override
    public boolean catchUp(Duration limit) {
        return live;
    }

    @Override
    public boolean hearsAnnouncements() {
        return live;
    }
}
