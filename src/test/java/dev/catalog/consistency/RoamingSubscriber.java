package dev.catalog.consistency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catalog.support.CatalogSubscriber;
import dev.catalog.support.CatalogSubscriber.Told;
import dev.catalog.support.CatalogSubscriber.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A subscriber who is cut off now and then, and goes on behind the last change it was told, on any node. */
final class RoamingSubscriber implements AutoCloseable {

    private static final Duration BOUND = Duration.ofSeconds(30);

    private final @Nullable String token;
    private final List<Integer> ports;
    private final RandomChoice choice;
    private final List<Told> told = new ArrayList<>();
    private CatalogSubscriber current;
    private int cuts;

    /** Subscribes from now on. */
    RoamingSubscriber(@Nullable String token, List<Integer> ports, RandomChoice choice) {
        this.token = token;
        this.ports = ports;
        this.choice = choice;
        current = open(null);
    }

    private CatalogSubscriber open(@Nullable String after) {
        Integer port = choice.of(ports);
        return CatalogSubscriber.open(choice.of(Transport.values()), port == null ? 0 : port, token, after);
    }

    /** Is cut off, whatever is on its way, and subscribes again, unless it was told nothing yet. */
    void roam() {
        List<Told> seen = current.told();
        if (told.isEmpty() && seen.isEmpty()) {
            return;
        }
        current.close();
        cuts++;
        told.addAll(seen);
        current = open(told.getLast().version());
    }

    /** Asserts that it is told what the log says, each change once, and nothing more. */
    void assertToldOf(LoggedChanges logged, boolean seesAll, Supplier<String> description) {
        Map<String, List<String>> expected = logged.operations(seesAll);
        int count = expected.values().stream().mapToInt(List::size).sum();
        await().pollInterval(Duration.ofMillis(200))
                .atMost(BOUND)
                .until(() -> changes(all()).size() >= count);
        List<Told> all = all();

        assertThat(operations(changes(all))).as(description).containsExactlyInAnyOrderEntriesOf(expected);
        assertThat(all.size() - changes(all).size()).as(description).isBetween(logged.coarse() > 0 ? 1 : 0, (int)
                logged.coarse());
        assertThat(all).as(description).extracting(Told::version).doesNotHaveDuplicates();
        assertThat(all).as(description).extracting(Told::errors).allMatch(RoamingSubscriber::isNoneOrOfWhatIsGone);
    }

    /** A product may be deleted with its category between the two reads of one event. */
    private static boolean isNoneOrOfWhatIsGone(JsonNode errors) {
        return errors.isMissingNode()
                || (errors.size() == 1
                        && errors.at("/0/extensions/code").asString().equals("NOT_FOUND"));
    }

    private List<Told> all() {
        List<Told> all = new ArrayList<>(told);
        all.addAll(current.told());
        return all;
    }

    private static List<Told> changes(List<Told> all) {
        return all.stream().filter(each -> each.id() != null).toList();
    }

    private static Map<String, List<String>> operations(List<Told> changes) {
        Map<String, List<String>> operations = new LinkedHashMap<>();
        changes.forEach(change -> operations
                .computeIfAbsent(String.valueOf(change.id()), _ -> new ArrayList<>())
                .add(change.operation()));
        return operations;
    }

    @Override
    public String toString() {
        return "cut off %d times".formatted(cuts);
    }

    @Override
    public void close() {
        current.close();
    }
}
