package dev.catalog.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.relay.KeysetClient.Answer;
import dev.catalog.relay.KeysetClient.Row;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One walk through a list, page by page, while rows come and go; what is answered must be what the model answers. */
final class KeysetWalk {

    private static final int MOST_ROWS = 30;
    private static final int MOST_PAGES = 200;

    private final KeysetClient client;
    private final KeysetOrder order;
    private final KeysetModel model;
    private final Random random;
    private final long seed;

    /** Fills the list with as many random rows as this seed makes. */
    KeysetWalk(KeysetClient client, KeysetOrder order, Map<String, Integer> nameRanks, long seed) {
        this.client = client;
        this.order = order;
        this.seed = seed;
        model = new KeysetModel(order.comparator(nameRanks));
        random = new Random(seed);
        client.deleteAll();
        client.insert(anyRows(), false);
        List<KeysetRow> rows = anyRows();
        client.insert(rows, true);
        rows.forEach(model::add);
    }

    /** A row and the cursor that was given for it; of neither, the end of the list. */
    private record Place(@Nullable KeysetRow row, @Nullable String cursor) {

        static final Place END = new Place(null, null);
    }

    void walk(boolean backwards) {
        Set<KeysetRow> survivors = new HashSet<>(model.rows());
        List<Long> met = new ArrayList<>();
        Place reached = Place.END;
        boolean more = true;
        for (int page = 0; more && page < MOST_PAGES; page++) {
            Map<Long, KeysetRow> rows = model.rowsById();
            Answer answer =
                    backwards ? ask(Place.END, reached, anySize(), true) : ask(reached, Place.END, anySize(), false);
            met.addAll(answer.page().ids());
            more = backwards
                    ? answer.pageInfo().hasPreviousPage()
                    : answer.pageInfo().hasNextPage();
            if (more) {
                Edge<Row> edge =
                        backwards ? answer.edges().getFirst() : answer.edges().getLast();
                reached = new Place(rows.get(edge.node().databaseId()), edge.cursor());
                disturb(reached.row());
                survivors.retainAll(model.rows());
            }
        }

        assertThat(more).as("more than %d pages, seed %d", MOST_PAGES, seed).isFalse();
        assertThat(met)
                .as("met rows, seed %d", seed)
                .doesNotHaveDuplicates()
                .containsAll(survivors.stream().map(KeysetRow::id).toList());
    }

    void lookBetweenCursors(boolean backwards) {
        List<Place> places = places();
        for (int look = 0; look < 10; look++) {
            ask(anyOf(places), anyOf(places), random.nextInt(6), backwards);
            disturb(anyOf(places).row());
        }
    }

    /** Every row with its cursor, and the end. */
    private List<Place> places() {
        Map<Long, KeysetRow> rows = model.rowsById();
        List<Place> places = new ArrayList<>(List.of(Place.END));
        ask(Place.END, Place.END, 100, false)
                .edges()
                .forEach(edge -> places.add(new Place(rows.get(edge.node().databaseId()), edge.cursor())));
        return places;
    }

    private Answer ask(Place after, Place before, int size, boolean backwards) {
        Answer answer = client.ask(order, backwards, size, after.cursor(), before.cursor());
        assertThat(answer.page())
                .as("%d rows after %s before %s, seed %d", size, after.row(), before.row(), seed)
                .isEqualTo(model.page(after.row(), before.row(), size, backwards));
        return answer;
    }

    /** Lets rows come and go, above all beside the row that a cursor stands on, and that row itself. */
    private void disturb(@Nullable KeysetRow beside) {
        if (random.nextBoolean()) {
            insert(KeysetRow.random(random));
        }
        if (beside != null && random.nextInt(3) == 0) {
            insert(beside.tied(random));
        }
        if (beside != null && random.nextInt(3) == 0) {
            delete(beside);
        }
        if (!model.rows().isEmpty() && random.nextInt(3) > 0) {
            delete(anyOf(model.rows()));
        }
    }

    private void insert(KeysetRow row) {
        client.insert(List.of(row), true);
        model.add(row);
    }

    private void delete(KeysetRow row) {
        client.delete(row);
        model.remove(row);
    }

    private List<KeysetRow> anyRows() {
        return Stream.generate(() -> KeysetRow.random(random))
                .limit(random.nextInt(MOST_ROWS))
                .toList();
    }

    private int anySize() {
        return random.nextInt(10) == 0 ? 100 : random.nextInt(1, 6);
    }

    private <T> T anyOf(List<T> pool) {
        return pool.get(random.nextInt(pool.size()));
    }
}
